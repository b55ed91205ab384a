package io.portcullis.oms.codec;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The binary form of an {@link EventRecord} without its position and time, which the log keeps itself. The number of each kind of event and the order of its fields
 * are the format: what is written stays readable, a changed event gets a new number. Not thread-safe.
 */
public final class EventCodec {

    private static final int VERSION = 2;
    private static final Command.RejectAs[] REJECT_AS = Command.RejectAs.values();
    private static final Event.ResponseTo[] RESPONSE_TO = Event.ResponseTo.values();
    private static final Event.RejectedBecause[] REJECTED_BECAUSE = Event.RejectedBecause.values();

    private static final Event.ReducedBecause[] REDUCED_BECAUSE = Event.ReducedBecause.values();
    private static final Contingency[] CONTINGENCY = Contingency.values();
    private static final ListReport[] LIST_REPORT = ListReport.values();

    private final Writer w;
    private final Reader r;

    /** @param anyBuffer only there until the first call hands in another */
    public EventCodec(MutableDirectBuffer anyBuffer) {
        w = new Writer(anyBuffer);
        r = new Reader(anyBuffer);
    }

    /**
     * Writes the record.
     *
     * @return how many bytes
     */
    public int encode(EventRecord record, MutableDirectBuffer buffer, int offset) {
        w.wrap(buffer, offset).int8(VERSION).optional(record.consumed()).int16(record.events().size());
        for (int i = 0; i < record.events().size(); i++) {
            write(record.events().get(i));
        }
        w.int16(record.summaries().size());
        for (int i = 0; i < record.summaries().size(); i++) {
            OrderSummary s = record.summaries().get(i);
            w.int64(s.id()).code(s.ordStatus().code()).quantity(s.orderQty()).quantity(s.cumQty()).quantity(s.leavesQty()).money(s.traded());
        }
        return w.length();
    }

    /** @throws IllegalStateException if this release cannot read it */
    public EventRecord decode(long position, long time, DirectBuffer buffer, int offset, int length) {
        r.wrap(buffer, offset, length);
        int version = r.int8();
        if (version != VERSION) {
            throw new IllegalStateException("record " + position + " has format version " + version + ", this release reads version " + VERSION);
        }
        var consumed = r.optionalOrigin();
        int eventCount = r.int16();
        List<Event> events = new ArrayList<>(eventCount);
        for (int i = 0; i < eventCount; i++) {
            events.add(readEvent());
        }
        int summaryCount = r.int16();
        List<OrderSummary> summaries = new ArrayList<>(summaryCount);
        for (int i = 0; i < summaryCount; i++) {
            summaries.add(new OrderSummary(r.int64(), r.ordStatus(), r.quantity(), r.quantity(), r.quantity(), r.money()));
        }
        return new EventRecord(position, time, consumed, events, summaries);
    }

    private void write(Event event) {
        switch (event) {
            case Event.OrderAccepted e -> w.int8(e.isTimeKeptHere() ? 78 : 1).int64(e.orderId()).terms(e.terms()).riskFacts(e.risk()).bool(e.isWorkedHere());
            case Event.OrderRefused e -> {
                w.int8(2).int64(e.orderId()).terms(e.terms()).int8(e.objections().size());
                e.objections().forEach(this::write);
            }
            case Event.MessageRefused e -> {
                w.int8(3).int64(e.execId()).text(e.session().value()).int32(e.refSeqNum()).int8(e.rejectAs().ordinal()).text(e.refMsgType()).int32(e.refTag())
                        .int32(e.fixReason());
                write(e.objection());
                write(e.echo());
            }
            case Event.CancelRequested e -> w.int8(4).int64(e.execId()).int64(e.orderId()).text(e.clOrdId().value()).text(e.origClOrdId().value());
            case Event.CancelOrdered e -> w.int8(5).int64(e.orderId()).text(e.user()).text(e.reason());
            case Event.CancelFailed e -> w.int8(6).int64(e.orderId()).text(e.text());
            case Event.ExpiryDue e -> w.int8(7).int64(e.orderId());
            case Event.ReplaceRequested e -> {
                w.int8(e.account() == null ? 8 : 76).int64(e.execId()).int64(e.orderId()).text(e.clOrdId().value()).text(e.origClOrdId().value())
                        .conditions(e.conditions()).riskFacts(e.risk());
                if (e.account() != null) {
                    w.text(e.account());
                }
            }
            case Event.ReplaceQueued e -> w.int8(116).int64(e.orderId()).text(e.clOrdId().value()).text(e.origClOrdId().value()).conditions(e.conditions())
                    .optionalText(e.account()).optionalText(e.currency());
            case Event.RequestRefused e -> {
                w.int8(9).int64(e.orderId()).text(e.session().value()).text(e.clOrdId().value()).text(e.origClOrdId().value()).int8(e.responseTo().ordinal());
                write(e.objection());
            }
            case Event.OrderReplaced e -> {
                boolean isMore = e.account() != null || e.isSentAnew();
                w.int8(isMore ? 77 : 10).int64(e.execId()).int64(e.orderId()).text(e.clOrdId().value()).text(e.origClOrdId().value())
                        .conditions(e.conditions());
                if (isMore) {
                    w.optionalText(e.account()).bool(e.isSentAnew());
                }
            }
            case Event.OrderCanceled e -> w.int8(11).int64(e.execId()).int64(e.orderId()).optionalText(e.clOrdId() == null ? null : e.clOrdId().value())
                    .text(e.text());
            case Event.OrderExpired e -> w.int8(12).int64(e.execId()).int64(e.orderId()).text(e.text());
            case Event.OrderRejected e -> w.int8(13).int64(e.execId()).int64(e.orderId()).text(e.text());
            case Event.StatusReported e -> w.int8(14).int64(e.execId()).int64(e.orderId()).text(e.session().value()).text(e.clOrdId().value()).text(e.symbol())
                    .code(e.side().code()).optionalText(e.ordStatusReqId());
            case Event.ChildOrderCreated e -> {
                SessionKey session = e.session();
                w.int8(session == null ? 15 : 134).int64(e.childId()).int64(e.orderId()).text(e.venue().value()).conditions(e.conditions())
                        .optional(e.quotePrice()).optional(e.quoteQty());
                if (session != null) {
                    w.text(session.value());
                }
            }
            case Event.ChildOrderAcknowledged e -> w.int8(16).int64(e.childId()).text(e.venueOrderId());
            case Event.ChildOrderRejected e -> w.int8(17).int64(e.childId()).text(e.text());
            case Event.ChildOrderCanceled e -> w.int8(18).int64(e.childId()).text(e.text());
            case Event.ChildOrderExpired e -> w.int8(19).int64(e.childId()).text(e.text());
            case Event.ChildCancelRequested e -> w.int8(20).int64(e.requestId()).int64(e.childId());
            case Event.ChildReplaceRequested e -> w.int8(21).int64(e.requestId()).int64(e.childId()).conditions(e.conditions());
            case Event.ChildOrderReplaced e -> w.int8(22).int64(e.requestId()).int64(e.childId()).conditions(e.conditions());
            case Event.ChildRequestRejected e -> w.int8(23).int64(e.requestId()).int64(e.childId()).int8(e.why().ordinal()).text(e.text());
            case Event.ChildStatusRequested e -> w.int8(115).int64(e.requestId()).int64(e.childId()).bool(e.isRoutine());
            case Event.ChildStatusAnswered e -> w.int8(25).int64(e.childId()).text(e.text());
            case Event.ExecutionMissed e -> w.int8(26).int64(e.childId()).quantity(e.quantity());
            case Event.OrderFilled e -> w.int8(27).int64(e.execId()).int64(e.childId()).text(e.venueExecId()).quantity(e.lastQty()).price(e.lastPx())
                    .optional(e.venueCumQty()).optionalText(e.tradeDate());
            case Event.OrderWorked e -> CareCodec.write(e, w);
            case Event.LegReported e -> LegCodec.write(e, w);
            case Event.DeskActed e -> DeskCodec.write(e, w);
            case Event.FilledByHand e -> w.int8(109).int64(e.execId()).int64(e.childId()).int64(e.orderId()).text(e.counterparty().value())
                    .text(e.reference()).quantity(e.lastQty()).price(e.lastPx()).int64(e.tradeTime()).text(e.user()).text(e.reason());
            case Event.FillBusted e -> w.int8(28).int64(e.execId()).int64(e.childId()).int64(e.bustedExecId()).text(e.venueExecId());
            case Event.FillCorrected e -> w.int8(29).int64(e.execId()).int64(e.childId()).int64(e.correctedExecId()).text(e.venueExecId()).quantity(e.lastQty())
                    .price(e.lastPx());
            case Event.VenueMessageNoted e -> w.int8(30).text(e.venue().value()).text(e.clOrdId()).text(e.execId()).text(e.text()).bool(e.alarm());
            case Event.StrayExecution e -> w.int8(56).stray(e);
            case Event.SessionLoggedOn e -> w.int8(e.reconciles() ? 132 : 32).text(e.session().value())
                    .optionalText(e.venue() == null ? null : e.venue().value());
            case Event.ChildOrderMoved e -> w.int8(135).int64(e.childId()).optionalText(e.session() == null ? null : e.session().value());
            case Event.VenueReconciled e -> {
                SessionKey session = e.session();
                w.int8(session == null ? 133 : 136).text(e.venue().value()).int32(e.asked()).int32(e.unanswered());
                if (session != null) {
                    w.text(session.value());
                }
            }
            case Event.SessionLoggedOff e -> w.int8(33).text(e.session().value()).optionalText(e.venue() == null ? null : e.venue().value()).text(e.reason());
            case Event.TradingHalted e -> w.int8(34).text(e.user()).text(e.reason());
            case Event.TradingResumed e -> w.int8(35).text(e.user()).text(e.reason());
            case Event.ClientMessageNoted e -> w.int8(37).text(e.session().value()).text(e.msgType()).text(e.text()).bool(e.alarm());
            case Event.DayStarted e -> w.int8(36).int64(e.tradingDay().toEpochDay());
            case Event.DayEnded e -> w.int8(112).int64(e.tradingDay().toEpochDay()).text(e.user()).text(e.reason());
            case Event.VenueClosed e -> w.int8(113).text(e.venue().value()).text(e.opens());
            case Event.VenueOpened e -> w.int8(114).text(e.venue().value());
            case Event.VenueDayChanged e -> VenueDayCodec.write(e, w);
            case Event.VenuePhaseBegan e -> PhaseCodec.write(e, w);
            case Event.DisconnectCancelPlanned e -> w.int8(38).text(e.session().value()).int64(e.graceNanos()).bool(e.goodTillToo()).text(e.reason());
            case Event.DisconnectCancelDue e -> w.int8(39).text(e.session().value());
            case Event.DisconnectCancelOrdered e -> w.int8(40).int64(e.orderId()).text(e.reason());
            case Event.DisconnectCancelDone e -> w.int8(41).text(e.session().value());
            case Event.ChildOrderWithdrawn e -> w.int8(43).int64(e.childId()).int64(e.orderRequestId()).int64(e.requestId()).text(e.text());
            case Event.SessionSteered e -> w.int8(44).steered(e);
            case Event.VenueSteered e -> w.int8(45).steered(e);
            case Event.OrderDoneForDay e -> w.int8(46).int64(e.execId()).int64(e.orderId()).text(e.text());
            case Event.ChildOrderDoneForDay e -> w.int8(47).int64(e.childId()).text(e.text());
            case Event.OrderParked e -> w.int8(64).int64(e.orderId());
            case Event.OrderTriggered e -> w.int8(65).int64(e.execId()).int64(e.orderId()).price(e.price());
            case Event.OrderTrailed e -> w.int8(71).int64(e.orderId()).price(e.stopPx()).optional(e.price());
            case Event.OrderRestated e -> w.int8(70).int64(e.execId()).int64(e.orderId());
            case Event.ChildOrderTriggered e -> w.int8(66).int64(e.execId()).int64(e.childId()).text(e.text());
            case Event.MassCancelAccepted e -> w.int8(48).int64(e.execId()).text(e.session().value()).text(e.clOrdId().value()).massCancel(e.terms())
                    .int32(e.orders());
            case Event.MassCancelRefused e -> {
                w.int8(49).int64(e.execId()).text(e.session().value()).text(e.clOrdId().value()).massCancel(e.terms());
                write(e.objection());
            }
            case Event.MassCancelOrdered e -> w.int8(50).int64(e.execId()).int64(e.orderId()).text(e.clOrdId().value()).text(e.text());
            case Event.MassCancelDone e -> w.int8(51).text(e.session().value()).text(e.clOrdId().value());
            case Event.MassStatusAccepted e -> w.int8(52).int64(e.execId()).text(e.session().value()).text(e.massStatusReqId()).selection(e.which())
                    .int32(e.orders());
            case Event.MassStatusRefused e -> {
                w.int8(53).int64(e.execId()).text(e.session().value()).text(e.massStatusReqId()).selection(e.which());
                write(e.objection());
            }
            case Event.MassStatusReported e -> w.int8(54).int64(e.execId()).int64(e.orderId()).text(e.session().value()).text(e.massStatusReqId())
                    .int32(e.orders()).bool(e.isLast());
            case Event.MassStatusDone e -> w.int8(55).int64(e.execId()).text(e.session().value()).text(e.massStatusReqId()).int32(e.orders());
            case Event.StrayRevised e -> w.int8(57).int64(e.strayId()).text(e.venueExecId()).optional(e.lastQty()).optional(e.lastPx());
            case Event.StrayAssigned e -> w.int8(58).int64(e.strayId()).int64(e.orderId()).int64(e.childId()).int64(e.execId()).text(e.user())
                    .text(e.reason());
            case Event.StraySettled e -> w.int8(59).int64(e.strayId()).optionalText(e.user()).text(e.reason());
            case Event.StrayDenied e -> w.int8(60).int64(e.strayId()).code(e.dkReason().code()).optionalText(e.user()).text(e.reason());
            case Event.ChildOrderFound e -> w.int8(61).int64(e.childId()).int64(e.orderId()).text(e.venue().value()).text(e.venueOrderId())
                    .code(e.ordType().code()).code(e.timeInForce().code()).quantity(e.orderQty()).optional(e.price());
            case Event.RevisedFillCame e -> w.int8(62).int64(e.execId()).int64(e.childId()).int64(e.strayId()).text(e.venueExecId()).quantity(e.lastQty())
                    .price(e.lastPx()).optional(e.venueCumQty()).optionalText(e.tradeDate()).texts(e.revisionExecIds()).optional(e.revisedQty())
                    .optional(e.revisedPx());
            case Event.OrderListAccepted e -> w.int8(80).list(e);
            case Event.OrderListRefused e -> {
                w.int8(81).text(e.session().value()).text(e.name()).int8(e.contingency().ordinal());
                write(e.objection());
                w.int16(e.orders().size());
                e.orders().forEach(order -> {
                    w.text(order.clOrdId().value());
                    write(order.objection());
                });
            }
            case Event.CrossChanged e -> CrossCodec.write(e, w);
            case Event.OrderReleased e -> w.int8(82).int64(e.execId()).int64(e.orderId()).optional(e.upTo());
            case Event.OrderReduced e -> w.int8(83).int64(e.execId()).int64(e.orderId()).quantity(e.by()).int8(e.because().ordinal()).text(e.text());
            case Event.LinkCancelOrdered e -> w.int8(84).int64(e.orderId()).bool(e.byLink()).text(e.text());
            case Event.ListCancelRequested e -> w.int8(85).int64(e.listId()).text(e.session().value());
            case Event.ListExecuted e -> w.int8(86).int64(e.listId()).text(e.session().value());
            case Event.ListReported e -> w.int8(87).int64(e.listId()).text(e.session().value()).int8(e.report().ordinal());
            case Event.OrderAdjusted e -> CorporateActionCodec.write(e, w);
            case Event.ChildOrderAdjusted e -> CorporateActionCodec.write(e, w);
            case Event.CorporateActionTold e -> CorporateActionCodec.write(e, w);
            case Event.LimitsTold e -> LimitCodec.write(e, w);
            case Event.OverridesTold e -> OverrideCodec.write(e, w);
            case Event.OrderOverridden e -> OverrideCodec.write(e, w);
            case Event.PositionsTold e -> PositionCodec.write(e, w);
            case Event.KillTold e -> KillCodec.write(e, w);
            case Event.OrderKilled e -> KillCodec.write(e, w);
            case Event.LastPointTold e -> LastPointCodec.write(e, w);
            case Event.OrderRouted e -> RoutingCodec.write(e, w);
            case Event.LookAlikeNoticed e -> w.int8(111).int64(e.orderId()).int64(e.otherOrderId()).int64(e.ageNanos());
            case Event.LocatesTold e -> LocateCodec.write(e, w);
            case Event.MarketTold e -> MarketCodec.write(e, w);
            case Event.TradeDenied e -> w.int8(63).int64(e.orderId()).text(e.session().value()).int64(e.execId()).text(e.toldExecId()).text(e.dkReason())
                    .text(e.text());
        }
    }

    private Event readEvent() {
        int kind = r.int8() & 0xff;
        return switch (kind) {
            case 1 -> new Event.OrderAccepted(r.int64(), r.terms(), r.riskFacts(), r.bool());
            case 2 -> new Event.OrderRefused(r.int64(), r.terms(), readObjections());
            case 3 -> new Event.MessageRefused(r.int64(), r.session(), r.int32(), REJECT_AS[r.int8()], r.name(), r.int32(), r.int32(), readObjection(),
                    readEcho());
            case 4 -> new Event.CancelRequested(r.int64(), r.int64(), r.clOrdId(), r.clOrdId());
            case 5 -> new Event.CancelOrdered(r.int64(), r.text(), r.text());
            case 6 -> new Event.CancelFailed(r.int64(), r.text());
            case 7 -> new Event.ExpiryDue(r.int64());
            case 8 -> new Event.ReplaceRequested(r.int64(), r.int64(), r.clOrdId(), r.clOrdId(), r.conditions(), r.riskFacts());
            case 9 -> new Event.RequestRefused(r.int64(), r.session(), r.clOrdId(), r.clOrdId(), RESPONSE_TO[r.int8()], readObjection());
            case 116 -> new Event.ReplaceQueued(r.int64(), r.clOrdId(), r.clOrdId(), r.conditions(), r.optionalName(), r.optionalName());
            case 76 -> new Event.ReplaceRequested(r.int64(), r.int64(), r.clOrdId(), r.clOrdId(), r.conditions(), r.riskFacts(), r.name());
            case 77 -> new Event.OrderReplaced(r.int64(), r.int64(), r.clOrdId(), r.clOrdId(), r.conditions(), r.optionalName(), r.bool());
            case 78 -> new Event.OrderAccepted(r.int64(), r.terms(), r.riskFacts(), r.bool(), true);
            case 10 -> new Event.OrderReplaced(r.int64(), r.int64(), r.clOrdId(), r.clOrdId(), r.conditions());
            case 11 -> new Event.OrderCanceled(r.int64(), r.int64(), r.optionalClOrdId(), r.text());
            case 12 -> new Event.OrderExpired(r.int64(), r.int64(), r.text());
            case 13 -> new Event.OrderRejected(r.int64(), r.int64(), r.text());
            case 14 -> new Event.StatusReported(r.int64(), r.int64(), r.session(), r.clOrdId(), r.name(), r.side(), r.optionalText());
            case 15 -> new Event.ChildOrderCreated(r.int64(), r.int64(), r.venue(), r.conditions(), r.optionalPrice(), r.optionalQuantity());
            case 16 -> new Event.ChildOrderAcknowledged(r.int64(), r.text());
            case 17 -> new Event.ChildOrderRejected(r.int64(), r.text());
            case 18 -> new Event.ChildOrderCanceled(r.int64(), r.text());
            case 19 -> new Event.ChildOrderExpired(r.int64(), r.text());
            case 20 -> new Event.ChildCancelRequested(r.int64(), r.int64());
            case 21 -> new Event.ChildReplaceRequested(r.int64(), r.int64(), r.conditions());
            case 22 -> new Event.ChildOrderReplaced(r.int64(), r.int64(), r.conditions());
            case 23 -> new Event.ChildRequestRejected(r.int64(), r.int64(), REJECTED_BECAUSE[r.int8()], r.text());
            case 24 -> new Event.ChildStatusRequested(r.int64(), r.int64());
            case 115 -> new Event.ChildStatusRequested(r.int64(), r.int64(), r.bool());
            case 25 -> new Event.ChildStatusAnswered(r.int64(), r.text());
            case 26 -> new Event.ExecutionMissed(r.int64(), r.quantity());
            case 27 -> new Event.OrderFilled(r.int64(), r.int64(), r.text(), r.quantity(), r.price(), r.optionalQuantity(), r.optionalName());
            case 28 -> new Event.FillBusted(r.int64(), r.int64(), r.int64(), r.text());
            case 29 -> new Event.FillCorrected(r.int64(), r.int64(), r.int64(), r.text(), r.quantity(), r.price());
            case 30 -> new Event.VenueMessageNoted(r.venue(), r.text(), r.text(), r.text(), r.bool());
            case 31 -> new Event.StrayExecution(r.venue(), r.text(), r.text(), r.text(), r.name(), r.optionalSide(), r.quantity(), r.optionalPrice(), r.text());
            case 32 -> new Event.SessionLoggedOn(r.session(), r.optionalVenue());
            case 132 -> new Event.SessionLoggedOn(r.session(), r.optionalVenue(), true);
            case 133 -> new Event.VenueReconciled(new VenueId(r.text()), r.int32(), r.int32());
            case 134 -> new Event.ChildOrderCreated(r.int64(), r.int64(), r.venue(), r.conditions(), r.optionalPrice(), r.optionalQuantity(), r.session());
            case 135 -> new Event.ChildOrderMoved(r.int64(), r.optionalSession());
            case 136 -> readReconciled();
            case 33 -> new Event.SessionLoggedOff(r.session(), r.optionalVenue(), r.text());
            case 34 -> new Event.TradingHalted(r.text(), r.text());
            case 35 -> new Event.TradingResumed(r.text(), r.text());
            case 36 -> new Event.DayStarted(LocalDate.ofEpochDay(r.int64()));
            case 112 -> new Event.DayEnded(LocalDate.ofEpochDay(r.int64()), r.text(), r.text());
            case 113 -> new Event.VenueClosed(new VenueId(r.text()), r.text());
            case 114 -> new Event.VenueOpened(new VenueId(r.text()));
            case VenueDayCodec.KIND -> VenueDayCodec.read(r);
            case PhaseCodec.KIND -> PhaseCodec.read(r);
            case LastPointCodec.KIND -> LastPointCodec.read(r);
            case RoutingCodec.KIND -> RoutingCodec.read(r);
            case 111 -> new Event.LookAlikeNoticed(r.int64(), r.int64(), r.int64());
            case 37 -> new Event.ClientMessageNoted(r.session(), r.name(), r.text(), r.bool());
            case 38 -> new Event.DisconnectCancelPlanned(r.session(), r.int64(), r.bool(), r.text());
            case 39 -> new Event.DisconnectCancelDue(r.session());
            case 40 -> new Event.DisconnectCancelOrdered(r.int64(), r.text());
            case 41 -> new Event.DisconnectCancelDone(r.session());
            case 43 -> new Event.ChildOrderWithdrawn(r.int64(), r.int64(), r.int64(), r.text());
            case 44 -> r.steered();
            case 45 -> r.steeredVenue();
            case 46 -> new Event.OrderDoneForDay(r.int64(), r.int64(), r.text());
            case 47 -> new Event.ChildOrderDoneForDay(r.int64(), r.text());
            case 64 -> new Event.OrderParked(r.int64());
            case 65 -> new Event.OrderTriggered(r.int64(), r.int64(), r.price());
            case 71 -> new Event.OrderTrailed(r.int64(), r.price(), r.optionalPrice());
            case 70 -> new Event.OrderRestated(r.int64(), r.int64());
            case 66 -> new Event.ChildOrderTriggered(r.int64(), r.int64(), r.text());
            case 48 -> new Event.MassCancelAccepted(r.int64(), r.session(), r.clOrdId(), r.massCancel(), r.int32());
            case 49 -> new Event.MassCancelRefused(r.int64(), r.session(), r.clOrdId(), r.massCancel(), readObjection());
            case 50 -> new Event.MassCancelOrdered(r.int64(), r.int64(), r.clOrdId(), r.text());
            case 51 -> new Event.MassCancelDone(r.session(), r.clOrdId());
            case 52 -> new Event.MassStatusAccepted(r.int64(), r.session(), r.text(), r.selection(), r.int32());
            case 53 -> new Event.MassStatusRefused(r.int64(), r.session(), r.text(), r.selection(), readObjection());
            case 54 -> new Event.MassStatusReported(r.int64(), r.int64(), r.session(), r.name(), r.int32(), r.bool());
            case 55 -> new Event.MassStatusDone(r.int64(), r.session(), r.text(), r.int32());
            case 56 -> r.stray();
            case 57 -> new Event.StrayRevised(r.int64(), r.text(), r.optionalQuantity(), r.optionalPrice());
            case 58 -> new Event.StrayAssigned(r.int64(), r.int64(), r.int64(), r.int64(), r.text(), r.text());
            case 59 -> new Event.StraySettled(r.int64(), r.optionalText(), r.text());
            case 60 -> new Event.StrayDenied(r.int64(), r.dkReason(), r.optionalText(), r.text());
            case 61 -> new Event.ChildOrderFound(r.int64(), r.int64(), r.venue(), r.text(), r.ordType(), r.timeInForce(), r.quantity(), r.optionalPrice());
            case 62 -> new Event.RevisedFillCame(r.int64(), r.int64(), r.int64(), r.text(), r.quantity(), r.price(), r.optionalQuantity(), r.optionalName(),
                    r.texts(r.int16()), r.optionalQuantity(), r.optionalPrice());
            case 63 -> new Event.TradeDenied(r.int64(), r.session(), r.int64(), r.text(), r.text(), r.text());
            case 80 -> r.list();
            case 81 -> new Event.OrderListRefused(r.session(), r.text(), CONTINGENCY[r.int8()], readObjection(), readRefusedOfList());
            case 82 -> new Event.OrderReleased(r.int64(), r.int64(), r.optionalQuantity());
            case 83 -> new Event.OrderReduced(r.int64(), r.int64(), r.quantity(), REDUCED_BECAUSE[r.int8()], r.text());
            case 84 -> new Event.LinkCancelOrdered(r.int64(), r.bool(), r.text());
            case 85 -> new Event.ListCancelRequested(r.int64(), r.session());
            case 86 -> new Event.ListExecuted(r.int64(), r.session());
            case 87 -> new Event.ListReported(r.int64(), r.session(), LIST_REPORT[r.int8()]);
            case PositionCodec.TOLD -> PositionCodec.read(r);
            case OverrideCodec.KIND -> OverrideCodec.read(r);
            case 109 -> new Event.FilledByHand(r.int64(), r.int64(), r.int64(), r.venue(), r.text(), r.quantity(), r.price(), r.int64(), r.text(), r.text());
            default -> {
                if (kind >= LegCodec.FIRST_KIND && kind <= LegCodec.LAST_KIND) {
                    yield LegCodec.read(kind, r);
                }
                if (kind >= CrossCodec.FIRST_KIND && kind <= CrossCodec.LAST_KIND) {
                    yield CrossCodec.read(kind, r);
                }
                if (kind >= CareCodec.FIRST_KIND && kind <= CareCodec.LAST_KIND) {
                    yield CareCodec.read(kind, r);
                }
                if (KillCodec.isKind(kind)) {
                    yield KillCodec.read(kind, r);
                }
                if (kind == MarketCodec.KIND) {
                    yield MarketCodec.read(r);
                }
                if (kind == LocateCodec.KIND) {
                    yield LocateCodec.read(r);
                }
                if (LimitCodec.isKind(kind)) {
                    yield LimitCodec.read(kind, r);
                }
                if (CorporateActionCodec.isKind(kind)) {
                    yield CorporateActionCodec.read(kind, r);
                }
                if (kind >= DeskCodec.FIRST_KIND && kind <= DeskCodec.LAST_KIND) {
                    yield DeskCodec.read(kind, r);
                }
                throw new IllegalStateException("event kind " + kind + " is not known to this release");
            }
        };
    }

    private Event.VenueReconciled readReconciled() {
        VenueId venue = r.venue();
        int asked = r.int32();
        int unanswered = r.int32();
        return new Event.VenueReconciled(venue, r.session(), asked, unanswered);
    }

    private void write(Objection objection) {
        w.int16(objection.refusal().number()).text(objection.text());
    }

    private Objection readObjection() {
        return new Objection(Refusal.of(r.int16()), r.text());
    }

    private List<Objection> readObjections() {
        int count = r.int8();
        List<Objection> objections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            objections.add(readObjection());
        }
        return objections;
    }

    private List<Event.RefusedOfList> readRefusedOfList() {
        int count = r.int16();
        List<Event.RefusedOfList> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(new Event.RefusedOfList(r.clOrdId(), readObjection()));
        }
        return orders;
    }

    private void write(Command.Echo echo) {
        w.optionalText(echo.clOrdId()).optionalText(echo.origClOrdId()).optionalText(echo.symbol()).bool(echo.side() != null);
        if (echo.side() != null) {
            w.code(echo.side().code());
        }
        w.optional(echo.orderQty()).optionalText(echo.account());
    }

    private Command.Echo readEcho() {
        return new Command.Echo(r.optionalText(), r.optionalText(), r.optionalText(), r.optionalSide(), r.optionalQuantity(), r.optionalText());
    }
}
