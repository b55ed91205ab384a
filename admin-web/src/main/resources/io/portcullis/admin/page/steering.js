// What an operator can order a session to do: when it makes sense, what it means, and what has to be given.

import { grouped } from './format.js';

const isLoggedOn = (session) => session.state === 'LOGGED_ON' || session.state === 'RESENDING';
const isConnected = (session) => isLoggedOn(session) || session.state === 'CONNECTED';
const TOLD = 'The reason goes to the counterparty in Text(58).';

const STOP_REASONS = ['Runaway client', 'Wrong settings', 'Counterparty asked by phone', 'Venue trouble'];
const START_REASONS = ['Cause removed', 'Agreed with the counterparty'];
const NUMBER_REASONS = ['Agreed with the counterparty', 'Counterparty lost its numbers', 'Venue trouble'];
const VENUE_REASONS = ['Venue closes', 'Venue trouble', 'Cause removed'];
const FILE_REASONS = ['New venue', 'Other address', 'Venue closes'];
const TEST_REASONS = ['Is it there?', 'Counterparty asked by phone'];

/**
 * objection: why it can't be ordered now, null if it can. text: what it means, by the session as it stands. isNamed: the session's name has to be typed before it is ordered;
 * where it is a matter of numbers, the server says what would follow and asks for the name itself. fields: numbers that are given, with the one that is in force. hint: what
 * they would do. isOfVenue: for the venue that the session leads to; path: of the server's interface, where it is not the session's.
 */
const ACTIONS = [
  {
    name: 'start', label: 'Start…', button: 'Start the session', reasons: START_REASONS, done: 'is started',
    objection: (session) => (session.intent === 'STARTED' ? 'It is started already' : session.intent === 'DISABLED' ? 'It is disabled: enable it' : null),
    text: (session) => `It may log on again. ${heldBy(session)}`,
  },
  {
    name: 'stop', label: 'Stop…', button: 'Stop the session', reasons: STOP_REASONS, danger: true, isNamed: true, done: 'is stopped',
    objection: (session) => (session.intent === 'STARTED' ? null : 'It is stopped already'),
    text: (session) => `${isLoggedOn(session) ? 'It is logged out' : 'It stays down'}, and nobody can log on until it is started again, also after a restart of the hub. Open orders stay. `
      + (isConnected(session) ? TOLD : ''),
  },
  {
    name: 'disable', label: 'Disable…', button: 'Disable the session', reasons: STOP_REASONS, danger: true, isNamed: true, done: 'is disabled',
    objection: (session) => (session.intent === 'DISABLED' ? 'It is disabled already' : null),
    text: (session) => `It is taken out of service${isLoggedOn(session) ? ' and logged out' : ''}: a start is refused until somebody enables it. Open orders stay. ${isConnected(session) ? TOLD : ''}`,
  },
  {
    name: 'enable', label: 'Enable…', button: 'Enable the session', reasons: START_REASONS, done: 'is enabled',
    objection: (session) => (session.intent === 'DISABLED' ? null : 'It is not disabled'),
    text: (session) => `It is in service again and may log on. ${heldBy(session)}`,
  },
  {
    name: 'logout', label: 'Log out…', button: 'Log it out', reasons: STOP_REASONS, danger: true, separated: true, done: 'is logged out',
    objection: (session) => (isConnected(session) ? null : 'It has no connection'),
    text: () => `A Logout(35=5) is sent. The counterparty may log on again at once. ${TOLD}`,
  },
  {
    name: 'test-request', label: 'Test request…', button: 'Send the test request', reasons: TEST_REASONS, staysOpen: true, done: '',
    objection: (session) => (isLoggedOn(session) ? null : 'It is not logged on'),
    text: () => 'A TestRequest(35=1) is sent: a counterparty that is there has to answer it with a Heartbeat(35=0). How long that takes is shown here.',
  },
  {
    name: 'set-numbers', label: 'Set next numbers…', button: 'Set the numbers', reasons: NUMBER_REASONS, danger: true, separated: true, done: 'has other numbers',
    objection: () => null,
    text: (session) => `What is left empty stays as it is.${isConnected(session) ? ' The session is connected: numbers can go forward only.' : ''}`,
    fields: (session) => [
      { name: 'nextSender', label: 'Next out', title: 'MsgSeqNum(34) of the next message that we send', now: session.nextSenderMsgSeqNum },
      { name: 'nextTarget', label: 'Next in', title: 'MsgSeqNum(34) of the next message that we expect', now: session.nextTargetMsgSeqNum }],
    isComplete: (numbers) => Object.keys(numbers).length > 0,
    hint: (session, numbers) => [outHint(session.nextSenderMsgSeqNum, numbers.nextSender), inHint(session.nextTargetMsgSeqNum, numbers.nextTarget)].filter(Boolean),
  },
  {
    name: 'reset', label: 'Reset numbers…', button: 'Reset the numbers', reasons: NUMBER_REASONS, danger: true, done: 'begins with number 1',
    objection: (session) => (isConnected(session) ? 'It is connected: stop it first' : null),
    text: (session) => `Next out ${grouped(session.nextSenderMsgSeqNum)} → 1, next in ${grouped(session.nextTargetMsgSeqNum)} → 1. The counterparty has to reset its side, too, or it does not log on any more.`,
  },
  {
    name: 'gap-fill', label: 'Gap fill…', button: 'Fill the gap', reasons: NUMBER_REASONS, danger: true, done: 'was told of the gap',
    objection: (session) => (isLoggedOn(session) ? null : 'It is not logged on'),
    text: (session) => `The counterparty is told by SequenceReset(35=4) that it will not get these messages of ours. The last one that was sent is ${grouped(session.nextSenderMsgSeqNum - 1)}.`,
    fields: () => [
      { name: 'from', label: 'From', title: 'MsgSeqNum(34) of the first message that is left out', now: null },
      { name: 'to', label: 'To', title: 'MsgSeqNum(34) of the last message that is left out', now: null }],
    isComplete: (numbers) => 'from' in numbers && 'to' in numbers,
    hint: (session, { from, to }) => (from && to && from <= to
      ? [`${plural(to - from + 1)} will not reach the counterparty, if it has not had ${from === to ? 'it' : 'them'}.`] : []),
  },
  {
    name: 'drain', label: 'Drain…', button: 'Drain the venue', reasons: VENUE_REASONS, danger: true, separated: true, isOfVenue: true, done: 'is drained',
    objection: (session) => (session.drained === null ? null : 'It is drained already, by ' + session.drained), path: (key) => `/api/venues/${encodeURIComponent(key)}/drain`,
    text: (session) => `Nothing new is routed to ${session.key}, also after a restart of the hub. Cancels go out, reports come in, and open orders stay.`,
  },
  {
    name: 'resume', label: 'End draining…', button: 'Route orders there again', reasons: VENUE_REASONS, isOfVenue: true, done: 'gets orders again',
    objection: (session) => (session.drained === null ? 'It is not drained' : null), path: (key) => `/api/venues/${encodeURIComponent(key)}/resume`,
    text: (session) => `Orders are routed to ${session.key} again while its session is up.${session.drained === null ? '' : ` Drained by ${session.drained}.`}`,
  },
  {
    name: 'apply', label: 'Apply venues.ini…', button: 'Go by venues.ini', reasons: FILE_REASONS, danger: true, isOfVenue: true, staysOpen: true, done: '',
    objection: () => null, path: () => '/api/venues/apply',
    text: () => 'The hub goes by venues.ini as it is now: venues are added, changed and removed. One whose settings changed is logged out and connected anew. One with open orders '
      + 'is removed only if it is drained, and then when they are done.',
  },
];

export const actionsFor = (session) => ACTIONS.filter((action) => !action.isOfVenue || session.role === 'VENUE').map((action) => ({ ...action, why: action.objection(session) }));

const plural = (count) => `${grouped(count)} message${count === 1 ? '' : 's'}`;
const range = (from, to) => (from === to ? `number ${grouped(from)}` : `the numbers ${grouped(from)} to ${grouped(to)}`);

function heldBy(session) {
  return session.intentReason ? `${session.intent === 'DISABLED' ? 'Disabled' : 'Stopped'} by ${session.intentReason}.` : '';
}

function outHint(now, next) {
  if (!next || next === now) return null;
  return next > now
    ? `Next out ${grouped(now)} → ${grouped(next)}: ${range(now, next - 1)} stay unused; the counterparty asks for them and is told of a gap.`
    : `Next out ${grouped(now)} → ${grouped(next)}: ${range(next, now - 1)} go out a second time, for other messages.`;
}

function inHint(now, next) {
  if (!next || next === now) return null;
  return next > now
    ? `Next in ${grouped(now)} → ${grouped(next)}: the counterparty's ${plural(next - now)}, ${range(now, next - 1)}, would never be asked for. An order or a fill among them is lost.`
    : `Next in ${grouped(now)} → ${grouped(next)}: ${range(next, now - 1)} are expected again. Without PossDupFlag(43) they count as new messages.`;
}
