package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An order and its children as bytes, the same bytes for the same order. They begin with what an order is found by, so that one that is settled need not be unpacked:
 * <pre>
 * settled    int8
 * ids        int32 how many, int64 each: the order's, and each child's with its cancels' and replaces'
 * session    text
 * ClOrdIDs   int32 how many, text each
 * all facts
 * </pre>
 */
final class PackedOrder {

    private static final int IDS = 1;
    private static final int FIRST_ID = IDS + Integer.BYTES;
    private static final int TEXT_LENGTH = Short.BYTES;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final Writer w = new Writer(buffer);
    private final Reader r = new Reader(buffer);

    // Where things are

    static boolean isSettled(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset) != 0;
    }

    static int idCount(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + IDS);
    }

    /** The first one is the order's. */
    static long id(DirectBuffer buffer, int offset, int index) {
        return buffer.getLong(offset + FIRST_ID + index * Long.BYTES);
    }

    private static int sessionAt(DirectBuffer buffer, int offset) {
        return offset + FIRST_ID + idCount(buffer, offset) * Long.BYTES;
    }

    private static int behindText(DirectBuffer buffer, int at) {
        return at + TEXT_LENGTH + lengthOfText(buffer, at);
    }

    private static int lengthOfText(DirectBuffer buffer, int at) {
        return buffer.getShort(at) & 0xFFFF;
    }

    static boolean hasClOrdId(DirectBuffer buffer, int offset, byte[] clOrdId) {
        int at = behindText(buffer, sessionAt(buffer, offset));
        int count = buffer.getInt(at);
        at += Integer.BYTES;
        for (int i = 0; i < count; i++) {
            if (isText(buffer, at, clOrdId)) {
                return true;
            }
            at = behindText(buffer, at);
        }
        return false;
    }

    private static boolean isText(DirectBuffer buffer, int at, byte[] text) {
        if (lengthOfText(buffer, at) != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (buffer.getByte(at + TEXT_LENGTH + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    static SessionKey session(DirectBuffer buffer, int offset) {
        return new SessionKey(new String(text(buffer, sessionAt(buffer, offset)), StandardCharsets.UTF_8));
    }

    static int clOrdIdCount(DirectBuffer buffer, int offset) {
        return buffer.getInt(behindText(buffer, sessionAt(buffer, offset)));
    }

    static List<byte[]> clOrdIds(DirectBuffer buffer, int offset) {
        int at = behindText(buffer, sessionAt(buffer, offset));
        int count = buffer.getInt(at);
        at += Integer.BYTES;
        List<byte[]> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(text(buffer, at));
            at = behindText(buffer, at);
        }
        return all;
    }

    private static byte[] text(DirectBuffer buffer, int at) {
        byte[] bytes = new byte[lengthOfText(buffer, at)];
        buffer.getBytes(at + TEXT_LENGTH, bytes);
        return bytes;
    }

    // Packing

    /** @return how many bytes of {@link #bytes()} it takes, from the first */
    int pack(ParentOrder order) {
        w.wrap(buffer, 0).bool(order.isSettled());
        writeIds(order);
        w.text(order.terms.session().value()).int32(order.clOrdIds.size());
        for (int i = 0; i < order.clOrdIds.size(); i++) {
            w.text(order.clOrdIds.get(i));
        }
        writeFacts(order);
        return w.length();
    }

    DirectBuffer bytes() {
        return buffer;
    }

    private void writeIds(ParentOrder order) {
        int count = 1;
        for (int i = 0; i < order.children.size(); i++) {
            count += 1 + order.children.get(i).requestIds.size();
        }
        w.int32(count).int64(order.orderId);
        for (int i = 0; i < order.children.size(); i++) {
            ChildOrder child = order.children.get(i);
            w.int64(child.childId);
            child.requestIds.forEach(w::int64);
        }
    }

    private void writeFacts(ParentOrder o) {
        w.int64(o.orderId).int64(o.acceptedTime).terms(o.terms).price(o.valuationPrice).quantity(o.cumQty).money(o.traded)
                .int8(o.ended.ordinal())
                .bool(o.wasRefused).bool(o.wasParked).bool(o.wasTriggered).optional(o.releasedQty)
                .int64(o.day).int64(o.restatedDay).int64(o.lastOutTime);
        ParentOrder.PendingCancel cancel = o.pendingCancel;
        w.bool(cancel != null);
        if (cancel != null) {
            w.int8(cancel.by().ordinal()).optionalText(text(cancel.clOrdId())).text(cancel.text());
        }
        ParentOrder.PendingReplace replace = o.pendingReplace;
        w.bool(replace != null);
        if (replace != null) {
            w.terms(replace.terms()).text(replace.origClOrdId().value()).price(replace.valuationPrice()).bool(replace.isFannedOut()).int32(replace.accepted())
                    .int32(replace.refused()).bool(replace.tooLate()).bool(replace.isSentAnew()).text(replace.text())
                    .bool(replace.isSplit());
        }
        w.int16(o.queued.size());
        o.queued.forEach(each -> w.text(each.clOrdId().value()).text(each.origClOrdId().value()).conditions(each.conditions()).optionalText(each.account())
                .optionalText(each.currency()));
        w.bool(o.care != null);
        if (o.care != null) {
            write(o.care);
        }
        w.bool(o.desk != null);
        if (o.desk != null) {
            write(o.desk.changing);
            write(o.desk.canceling);
        }
        w.int32(o.children.size());
        o.children.forEach(this::write);
        w.bool(o.adjusted != null);
        if (o.adjusted != null) {
            PackedAdjustments.write(o.adjusted, w);
        }
    }

    private void write(@Nullable RestatedBecause because) {
        w.int8(because == null ? -1 : because.ordinal());
    }

    private void write(Care care) {
        w.optionalText(care.owner).bool(care.isLocked).bool(care.holdsFills).int32(care.held.size());
        for (Care.HeldFill fill : care.held) {
            w.int64(fill.childId()).int64(fill.execId()).quantity(fill.quantity()).money(fill.value()).int64(fill.transactTime());
        }
        w.int32(care.neverTold.size());
        care.neverTold.forEach(w::int64);
    }

    private static @Nullable String text(@Nullable ClOrdId clOrdId) {
        return clOrdId == null ? null : clOrdId.value();
    }

    private void write(ChildOrder c) {
        w.int64(c.childId).text(c.venue.value()).conditions(c.conditions).int64(c.currentRequestId).optionalText(c.venueOrderId).quantity(c.cumQty)
                .money(c.traded).int8(c.ended.ordinal()).quantity(c.missedQty)
                .int64(c.pendingCancelId).int8(c.cancelRejected == null ? -1 : c.cancelRejected.ordinal()).bool(c.replaceRejected).bool(c.wasTriggered)
                .bool(c.makesWay).int64(c.day).optionalText(Objects.equals(c.account, c.parent.terms.account()) ? null : c.account)
                .bool(c.wasCalledBack).bool(c.restsFirst).bool(c.isByHand).bool(c.statusWanted)
                .int32(c.timesAsked)
                .int32(c.unansweredAsks).int32(c.outdatedAsks).int64(c.lastRequestTime).optionalText(c.session == null ? null : c.session.value());
        ChildOrder.PendingReplace replace = c.pendingReplace;
        w.bool(replace != null);
        if (replace != null) {
            write(replace);
        }
        w.int32(c.requestIds.size());
        c.requestIds.forEach(w::int64);
        w.int32(c.undoneReplaces.size());
        c.undoneReplaces.forEach(this::write);
        w.int32(c.fills.size());
        for (Fill f : c.fills) {
            w.int64(f.execId()).text(f.venueExecId()).int32(f.otherExecIds().size());
            f.otherExecIds().forEach(w::text);
            w.quantity(f.lastQty()).price(f.lastPx()).optional(f.venueCumQty()).optionalText(f.tradeDate())
                    .bool(f.isBusted()).optional(f.originator());
        }
        c.legFills.write(w);
    }

    private void write(ChildOrder.PendingReplace replace) {
        w.int64(replace.requestId()).conditions(replace.conditions());
    }

    // Unpacking

    ParentOrder unpack(DirectBuffer packed, int offset, int length) {
        r.wrap(packed, offset, length);
        r.bool();
        for (int ids = r.int32(); ids > 0; ids--) {
            r.int64();
        }
        r.session();
        List<String> clOrdIds = readTexts();
        ParentOrder order = readFacts();
        order.clOrdIds = clOrdIds;
        return order;
    }

    private ParentOrder readFacts() {
        long orderId = r.int64();
        long acceptedTime = r.int64();
        OrderTerms terms = r.terms();
        ParentOrder o = new ParentOrder(orderId, terms, r.price(), acceptedTime);
        o.cumQty = r.quantity();
        o.traded = r.money();
        o.ended = Ended.values()[r.int8()];
        o.wasRefused = r.bool();
        o.wasParked = r.bool();
        o.wasTriggered = r.bool();
        o.releasedQty = r.optionalQuantity();
        o.day = r.int64();
        o.restatedDay = r.int64();
        o.lastOutTime = r.int64();
        o.pendingCancel = r.bool() ? new ParentOrder.PendingCancel(ParentOrder.CancelBy.values()[r.int8()], r.optionalClOrdId(), r.text()) : null;
        o.pendingReplace = r.bool()
                ? new ParentOrder.PendingReplace(r.terms(), r.clOrdId(), r.price(), r.bool(), r.int32(), r.int32(), r.bool(), r.bool(), r.text(), r.bool())
                : null;
        List<Event.ReplaceQueued> queued = new ArrayList<>();
        for (int i = r.int16(); i > 0; i--) {
            queued.add(new Event.ReplaceQueued(o.orderId, r.clOrdId(), r.clOrdId(), r.conditions(), r.optionalName(), r.optionalName()));
        }
        o.queued = List.copyOf(queued);
        o.care = r.bool() ? readCare() : null;
        o.desk = r.bool() ? readDesk() : null;
        int children = r.int32();
        for (int i = 0; i < children; i++) {
            o.add(readChild(o));
        }
        o.adjusted = r.bool() ? PackedAdjustments.read(r) : null;
        return o;
    }

    private DeskNotes readDesk() {
        DeskNotes desk = new DeskNotes();
        desk.changing = readBecause();
        desk.canceling = readBecause();
        return desk;
    }

    private @Nullable RestatedBecause readBecause() {
        int because = r.int8();
        return because < 0 ? null : RestatedBecause.values()[because];
    }

    private Care readCare() {
        Care care = new Care();
        care.owner = r.optionalText();
        care.isLocked = r.bool();
        care.holdsFills = r.bool();
        for (int fills = r.int32(); fills > 0; fills--) {
            care.held.add(new Care.HeldFill(r.int64(), r.int64(), r.quantity(), r.money(), r.int64()));
        }
        for (int fills = r.int32(); fills > 0; fills--) {
            care.neverTold.add(r.int64());
        }
        return care;
    }

    private ChildOrder readChild(ParentOrder parent) {
        ChildOrder c = new ChildOrder(parent, r.int64(), r.venue(), r.conditions());
        c.currentRequestId = r.int64();
        c.venueOrderId = r.optionalText();
        c.cumQty = r.quantity();
        c.traded = r.money();
        c.ended = Ended.values()[r.int8()];
        c.missedQty = r.quantity();
        c.pendingCancelId = r.int64();
        int rejected = r.int8();
        c.cancelRejected = rejected < 0 ? null : Event.RejectedBecause.values()[rejected];
        c.replaceRejected = r.bool();
        c.wasTriggered = r.bool();
        c.makesWay = r.bool();
        c.day = r.int64();
        String account = r.optionalName();
        c.account = account == null ? c.account : account;
        c.wasCalledBack = r.bool();
        c.restsFirst = r.bool();
        c.isByHand = r.bool();
        c.statusWanted = r.bool();
        c.timesAsked = r.int32();
        c.unansweredAsks = r.int32();
        c.outdatedAsks = r.int32();
        c.lastRequestTime = r.int64();
        c.session = r.optionalSession();
        c.pendingReplace = r.bool() ? readReplace() : null;
        int requests = r.int32();
        for (int i = 0; i < requests; i++) {
            c.addRequest(r.int64());
        }
        for (int undone = r.int32(); undone > 0; undone--) {
            c.addUndoneReplace(readReplace());
        }
        int fills = r.int32();
        List<Fill> all = new ArrayList<>(fills);
        for (int i = 0; i < fills; i++) {
            all.add(new Fill(r.int64(), r.text(), readTexts(), r.quantity(), r.price(), r.optionalQuantity(), r.optionalName(), r.bool(),
                    r.optionalOriginator()));
        }
        c.fills = fills == 1 ? List.of(all.get(0)) : fills == 0 ? List.of() : all;
        c.legFills = LegFills.read(r);
        return c;
    }

    private ChildOrder.PendingReplace readReplace() {
        return new ChildOrder.PendingReplace(r.int64(), r.conditions());
    }

    private List<String> readTexts() {
        int count = r.int32();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(r.text());
        }
        return List.copyOf(texts);
    }
}
