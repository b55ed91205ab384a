package io.portcullis.oms.order;

import io.portcullis.oms.codec.CorporateActionCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.types.Ratio;
import java.util.List;

/** What corporate actions have made of an order, and which there were, as bytes. */
final class PackedAdjustments {

    private PackedAdjustments() {
    }

    static void write(CorporateActions actions, Writer w) {
        w.int32(actions.all.size());
        for (CorporateActions.Standing standing : actions.all.values()) {
            CorporateActionCodec.write(standing.started, w);
            w.int64(standing.startedTime).int32(standing.adjusted).int32(standing.canceled).bool(standing.isDone);
        }
    }

    static void read(CorporateActions to, Reader r) {
        for (int i = r.int32(); i > 0; i--) {
            CorporateActionFact.Started started = CorporateActionCodec.readStarted(r);
            CorporateActions.Standing standing = new CorporateActions.Standing(started, r.int64());
            standing.adjusted = r.int32();
            standing.canceled = r.int32();
            standing.isDone = r.bool();
            to.all.put(started.action(), standing);
        }
    }

    static void write(Adjusted adjusted, Writer w) {
        w.texts(adjusted.actions).texts(adjusted.formerSymbols).quantity(adjusted.unit).int64(adjusted.exDay).bool(adjusted.isToEnd)
                .int32(adjusted.parts.size());
        adjusted.parts.forEach((childId, part) -> {
            w.int64(childId);
            CorporateActionCodec.write(part.speaks, w);
            w.text(part.symbol).bool(part.isOnOldTerms);
            write(part.worths, w);
        });
    }

    /** Runs of equal ones as one. */
    private static void write(List<Adjusted.Worth> worths, Writer w) {
        w.int32(worths.size());
        for (int i = 0, run; i < worths.size(); i += run) {
            Adjusted.Worth worth = worths.get(i);
            run = 1;
            while (i + run < worths.size() && worths.get(i + run).equals(worth)) {
                run++;
            }
            w.int32(run);
            CorporateActionCodec.write(worth.ofOrder(), w);
            CorporateActionCodec.write(worth.atVenue(), w);
        }
    }

    static Adjusted read(Reader r) {
        Adjusted adjusted = new Adjusted();
        adjusted.actions.addAll(r.texts(r.int16()));
        adjusted.formerSymbols.addAll(r.texts(r.int16()));
        adjusted.unit = r.quantity();
        adjusted.exDay = r.int64();
        adjusted.isToEnd = r.bool();
        for (int i = r.int32(); i > 0; i--) {
            readPart(adjusted, r);
        }
        return adjusted;
    }

    private static void readPart(Adjusted adjusted, Reader r) {
        long childId = r.int64();
        Ratio speaks = CorporateActionCodec.readRatio(r);
        Adjusted.Part part = new Adjusted.Part(r.text());
        part.speaks = speaks;
        part.isOnOldTerms = r.bool();
        int worths = r.int32();
        while (part.worths.size() < worths) {
            int run = r.int32();
            Adjusted.Worth worth = new Adjusted.Worth(CorporateActionCodec.readRatio(r), CorporateActionCodec.readRatio(r));
            for (int i = 0; i < run; i++) {
                part.worths.add(worth);
            }
        }
        adjusted.parts.put(childId, part);
    }
}
