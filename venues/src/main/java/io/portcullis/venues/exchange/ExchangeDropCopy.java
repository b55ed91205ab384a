package io.portcullis.venues.exchange;

import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session of the exchange's that is told a copy of each execution report, over its own absences and the exchange's restarts, and is asked nothing. */
final class ExchangeDropCopy implements FixApplication {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeDropCopy.class);

    private final FixSession session;
    private final ReportWriter writer;

    /** @param compId of who is told */
    ExchangeDropCopy(FixEngine engine, SimulatedVenue.Settings settings, String compId) throws IOException {
        this.writer = new ReportWriter(settings.version(), settings.conduct().fees());
        this.session = engine.open(FixSessionSettings.acceptor(new SessionKey(compId), settings.version(), settings.compId(), compId), this);
    }

    /** Those that it was not told before the exchange was stopped. @param reports all that there ever were, in their order */
    void goOnWith(List<ExchangeReport.Execution> reports, long now) throws IOException {
        for (int mark = (int) session.numbers().lastMark() + 1; mark <= reports.size(); mark++) {
            tell(reports.get(mark - 1), mark, now);
        }
    }

    /** @param mark its line in the journal */
    void tell(ExchangeReport.Execution report, long mark, long now) throws IOException {
        session.send(writer.copy(report, now), mark);
    }

    @Override
    public void onLogon(FixSession loggedOn) {
        LOG.info("{} has logged on for copies to {}", loggedOn.settings().targetCompId(), loggedOn.settings().senderCompId());
    }

    @Override
    public void onLogout(FixSession loggedOut, String reason) {
        // it is told when it is back
    }

    @Override
    public void onMessage(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
        try {
            session.send(writer.reject(msgSeqNum, message.msgType(), message.stringOrNull(11), 3, "this session is for copies: nothing is asked here"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a reject can't be kept", e);
        }
    }

    @Override
    public void onReject(FixSession from, FixMessage reject, int msgSeqNum) {
        LOG.warn("{} rejects our copy: {}", from.key(), reject);
    }

    @Override
    public boolean mayResend(FixSession to, FixMessage stored) {
        return true;
    }
}
