package io.portcullis.oms.order;

import io.portcullis.oms.codec.LimitCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.LimitKey;

/** Limits as a snapshot has them. */
final class PackedLimits {

    private PackedLimits() {
    }

    static void write(RiskLimits limits, Writer w) {
        w.int32(limits.all.size());
        for (RiskLimits.Standing standing : limits.all.values()) {
            LimitCodec.write(standing.key(), w.int32(standing.number()));
            LimitCodec.write(standing.limit(), w);
            w.text(standing.user()).optionalText(standing.approver()).text(standing.reason()).int64(standing.time());
        }
        w.int32(limits.proposals.size());
        for (RiskLimits.Proposal proposal : limits.proposals.values()) {
            LimitCodec.write(proposal.asked(), w.int64(proposal.time()));
        }
        w.int32(limits.lossesReached.size());
        limits.lossesReached.forEach(reached -> w.int32(reached.limit()).text(reached.of()));
        w.int32(limits.lossesWarned.size());
        limits.lossesWarned.forEach(warned -> w.int32(warned.limit()).text(warned.of()));
    }

    static void read(RiskLimits to, Reader r) {
        for (int count = r.int32(); count > 0; count--) {
            int number = r.int32();
            LimitKey key = LimitCodec.readKey(r);
            to.put(new RiskLimits.Standing(number, key, LimitCodec.readLimit(key, r), r.text(), r.optionalText(), r.text(), r.int64()));
        }
        for (int count = r.int32(); count > 0; count--) {
            long time = r.int64();
            LimitFact.Proposed asked = LimitCodec.readProposed(r);
            to.proposals.put(asked.proposalId(), new RiskLimits.Proposal(asked, time));
        }
        for (int count = r.int32(); count > 0; count--) {
            to.lossesReached.add(new RiskLimits.LossReached(r.int32(), r.text()));
        }
        for (int count = r.int32(); count > 0; count--) {
            to.lossesWarned.add(new RiskLimits.LossReached(r.int32(), r.text()));
        }
    }
}
