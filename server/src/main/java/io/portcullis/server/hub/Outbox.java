package io.portcullis.server.hub;

import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.DropCopy;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.shard.EffectSink;
import io.portcullis.venues.link.VenueLink;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Hands each effect to whom it is for: reports to the client and to the drop copies, requests to the venue. On the shard's thread. */
public final class Outbox implements EffectSink {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");

    private final Ids ids;
    private final Map<VenueId, VenueLink> links = new LinkedHashMap<>();
    private @Nullable ClientGateway clients;
    private @Nullable DropCopy dropCopy;
    private boolean isRecovering = true;

    public Outbox(Ids ids) {
        this.ids = ids;
    }

    public void clients(ClientGateway gateway) {
        clients = gateway;
    }

    public void dropCopy(DropCopy copy) {
        dropCopy = copy;
    }

    public void add(VenueLink link) {
        links.put(link.venue(), link);
    }

    /** From now on alerts are new: those of a replay were raised before. */
    public void recovered() {
        isRecovering = false;
    }

    @Override
    public void release(Effect effect) {
        switch (effect) {
            case Effect.ToClient e -> toClient(e);
            case Effect.ToVenue e -> toVenue(e.venue(), link -> link.send(e));
            case Effect.OverSession e -> toVenue(e.request().venue(), link -> link.send(e));
            case Effect.Withdrawal e -> {
                VenueLink link = links.get(e.venue());
                if (link != null) {
                    link.withdraw(e);
                }
            }
            case Effect.Alert e -> {
                if (!isRecovering) {
                    raise(e);
                }
            }
        }
    }

    private void raise(Effect.Alert alert) {
        LoggingEventBuilder line = ALERTS.atWarn();
        line = alert.session() == null ? line : line.addKeyValue("session", alert.session());
        line = alert.venue() == null ? line : line.addKeyValue("venue", alert.venue());
        line = alert.clOrdId() == null ? line : line.addKeyValue("clOrdId", alert.clOrdId());
        line = alert.orderId() == 0 ? line : line.addKeyValue("orderId", ids.orderId(alert.orderId()));
        line = alert.childId() == 0 ? line : line.addKeyValue("childId", ids.venueClOrdId(alert.childId()));
        line.log(alert.text());
    }

    private void toClient(Effect.ToClient effect) {
        boolean isClients = !effect.isTold() || clients != null && clients.send(effect);
        if (dropCopy != null) {
            dropCopy.send(effect);
        }
        if (!isClients && dropCopy == null && !isRecovering) {
            LOG.atWarn().addKeyValue("session", effect.session()).log("session {} is not configured any more: a report for it is only in the event log",
                    effect.session());
        }
    }

    private void toVenue(VenueId venue, Consumer<VenueLink> request) {
        VenueLink link = links.get(venue);
        if (link != null) {
            request.accept(link);
        } else if (!isRecovering) {
            LOG.atWarn().addKeyValue("venue", venue).log("venue {} is not configured any more: a request for it is only in the event log", venue);
        }
    }

    @Override
    public boolean isToldUpTo(long position) {
        long last = Ids.number(position, Ids.PER_RECORD - 1);
        boolean isWaiting = clients != null && clients.firstWaiting() <= last || links.values().stream().anyMatch(link -> link.firstWaiting() <= last);
        return !isWaiting && (dropCopy == null || dropCopy.isToldUpTo(last));
    }

    /** Of venues to which requests wait: the mark of the first. */
    Map<VenueId, Long> unsentToVenues() {
        Map<VenueId, Long> unsent = new HashMap<>();
        links.forEach((venue, link) -> {
            if (link.firstWaiting() != Long.MAX_VALUE) {
                unsent.put(venue, link.firstWaiting());
            }
        });
        return unsent;
    }

    /** To be called now and then: what could not be stored is tried again. */
    public void retry() {
        if (clients != null) {
            clients.retry();
        }
        if (dropCopy != null) {
            dropCopy.retry();
        }
        links.values().forEach(VenueLink::retry);
    }
}
