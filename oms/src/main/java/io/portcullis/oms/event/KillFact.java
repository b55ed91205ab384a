package io.portcullis.oms.event;

import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.SessionKey;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fact about a kill, and not about one order. */
public sealed interface KillFact {

    /** A record of the log has to hold them. */
    int MOST_NAMED = 5_000;
    /** Likewise. */
    int MOST_SYMBOLS = 10_000;

    /**
     * By which it is known. A rehearsal has one of its own.
     *
     * @return a number of {@link io.portcullis.oms.types.Ids}
     */
    long killId();

    /**
     * From now on nothing new of these orders goes to venues, and what is there is called back.
     *
     * @param accounts that belong to the group, client or desk that the subset names: they stay killed, whomever they belong to later; empty if it names none
     * @param symbols of the sector, asset class and currency that the subset names: they stay killed, whatever they are of later; empty if it names none. The first {@link #MOST_SYMBOLS} of them: more are told later
     * @param release who lets it be over
     * @param alsoCalled what the symbol that the subset names is called since, by corporate actions: not a part of the fact, which was before
     */
    record Ordered(long killId, Subset subset, List<String> accounts, Set<String> symbols, String user, String reason, Release release,
            Set<String> alsoCalled) implements KillFact {

        public Ordered {
            accounts = List.copyOf(accounts);
            symbols = Collections.unmodifiableSet(new LinkedHashSet<>(symbols)); // in this order in the log
            alsoCalled = Collections.unmodifiableSet(new LinkedHashSet<>(alsoCalled));
        }

        /** One whose symbol is called as it was. */
        public Ordered(long killId, Subset subset, List<String> accounts, Set<String> symbols, String user, String reason, Release release) {
            this(killId, subset, accounts, symbols, user, reason, release, Set.of());
        }

        /** One whose subset names nothing of instruments, or their symbols only. */
        public Ordered(long killId, Subset subset, List<String> accounts, String user, String reason, Release release) {
            this(killId, subset, accounts, Set.of(), user, reason, release);
        }

        /** Likewise, one that two persons let be over. */
        public Ordered(long killId, Subset subset, List<String> accounts, String user, String reason) {
            this(killId, subset, accounts, user, reason, Release.BY_TWO_PERSONS);
        }

        public Ordered with(Collection<String> others) {
            return new Ordered(killId, subset, accounts, new LinkedHashSet<>(others), user, reason, release, alsoCalled);
        }

        /** With symbols that are as if they had been told at once. */
        public Ordered withMore(Collection<String> more) {
            Set<String> all = new LinkedHashSet<>(symbols);
            all.addAll(more);
            return with(all);
        }

        /** With other names of its symbol. */
        public Ordered called(Collection<String> names) {
            return new Ordered(killId, subset, accounts, symbols, user, reason, release, new LinkedHashSet<>(names));
        }

        /** What is called otherwise from now on stays killed. */
        public Ordered renamed(String from, String to) {
            Ordered then = symbols.contains(from) ? withMore(List.of(to)) : this;
            if (!from.equals(subset.scope().values().get(Dimension.SYMBOL)) && !alsoCalled.contains(from)) {
                return then;
            }
            Set<String> names = new LinkedHashSet<>(alsoCalled);
            names.add(to);
            return then.called(names);
        }
    }

    /** Symbols for which there was no room when it was ordered. @param areAll there are no more */
    record SymbolsAdded(long killId, List<String> symbols, boolean areAll) implements KillFact {

        public SymbolsAdded {
            symbols = List.copyOf(symbols);
        }
    }

    /** By which message a counterparty has asked for a kill. */
    sealed interface Asked {

        /** PartyActionRequest(35=DH). */
        record ByParty(PartyAction action) implements Asked {
        }

        /** OrderMassActionRequest(35=CA). @param clOrdId ClOrdID(11) */
        record ByMassAction(ClOrdId clOrdId, MassCancelTerms terms) implements Asked {
        }
    }

    /** Who has asked for it is told when none of its orders can be executed any more. */
    record Awaited(long killId, SessionKey session, Asked asked) implements KillFact {
    }

    /**
     * None of its orders can be executed any more, and one who has asked for it is told.
     *
     * @param reportId what the report is called
     * @param orders how many these are
     */
    record Completed(long killId, long reportId, SessionKey session, Asked asked, int orders) implements KillFact {
    }

    /** The cancel of each order that it is about was ordered. @param orders how many these are */
    record WorkedOff(long killId, int orders) implements KillFact {
    }

    /** None of these orders can be executed any more: all venues have confirmed. @param orders how many these are */
    record Flat(long killId, int orders) implements KillFact {
    }

    /** Somebody wants it to be over, and somebody else has to approve it. @param expires until when, epoch nanoseconds */
    record ReleaseProposed(long killId, String user, String reason, long expires) implements KillFact {
    }

    /** Nothing comes of that. */
    record ReleaseEnded(long killId, LimitFact.Ending how, String user, String reason) implements KillFact {
    }

    /** It is over. @param approver null if nobody had to approve it */
    record Released(long killId, String user, @Nullable String approver, String reason) implements KillFact {
    }

    /**
     * Somebody has looked at what a kill would do, and nothing was done.
     *
     * @param orders how many would be canceled
     * @param orderIds the first {@link #MOST_NAMED} of them, oldest first
     * @param parts by venue, what would be called back; none of an order that is at no venue
     */
    record Rehearsed(long killId, Subset subset, int orders, List<Long> orderIds, List<AtVenue> parts, String user, String reason) implements KillFact {

        public Rehearsed {
            orderIds = List.copyOf(orderIds);
            parts = List.copyOf(parts);
        }
    }

    /**
     * A counterparty has asked for a kill, and is answered.
     *
     * @param killId what the answer is called: a number of its own
     * @param objection null if it is done as it was asked for
     */
    record Answered(long killId, SessionKey session, PartyAction action, @Nullable Objection objection) implements KillFact {
    }

    /** @param parts how many child orders live there */
    record AtVenue(String venue, int parts) {
    }
}
