package io.portcullis.venues.link;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.OutboundMessage;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quickfix.DataDictionary;
import quickfix.Message;
import quickfix.UtcTimestampPrecision;
import quickfix.ValidationSettings;

/** Whatever a venue can be sent passes the standard's dictionary of its version, in QuickFIX/J's reading of it. */
class VenueRequestsAreValidTest {

    private static final VenueId VENUE = new VenueId("LIT1");
    private static final long TIME = 1_790_000_000_123_000_000L;

    private final EncodedMessage encoded = new EncodedMessage();
    private final OutboundMessage outbound = new OutboundMessage(encoded);

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyRequest(FixVersion version) {
        for (Side side : Side.OF_ONE_INSTRUMENT) {
            for (OrdType ordType : ordTypesOf(version)) {
                for (TimeInForce timeInForce : timesOf(version)) {
                    Price price = ordType.hasPrice() ? Price.of("10.25") : null;
                    long expireTime = timeInForce == TimeInForce.GOOD_TILL_DATE ? TIME : 0;
                    Conditions conditions = new Conditions(ordType, timeInForce, Quantity.of(100), price, expireTime,
                            ordType.waitsForTrigger() ? Instructions.stop(Price.of("10.5")) : Instructions.NONE);
                    check(version, new Effect.NewOrderSingle(1, TIME, VENUE, 7, "ACCOUNT", "ACME", side, conditions, null));
                    check(version, new Effect.OrderCancelReplaceRequest(1, TIME, VENUE, 8, 7, "V1", "ACCOUNT", "ACME", side, conditions, null));
                }
            }
            check(version, new Effect.OrderCancelRequest(1, TIME, VENUE, 8, 7, null, "ACME", side, Quantity.of(100)));
            check(version, new Effect.OrderStatusRequest(1, VENUE, 8, "V1", "ACME", side));
            for (DkReason reason : DkReason.values()) {
                check(version, new Effect.DontKnowTrade(1, VENUE, "V9", "9", reason, "ACME", side, Quantity.of(100), Price.of("10"), "not ours"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyDiscretion(FixVersion version) {
        for (Peg.OffsetType offsetType : Peg.OffsetType.values()) {
            Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0,
                    Instructions.NONE.withDiscretion(new Discretion(-500_000_000, offsetType)));
            Effect.NewOrderSingle order = new Effect.NewOrderSingle(1, TIME, VENUE, 7, "ACCOUNT", "ACME", Side.SELL, conditions, null);
            check(version, order);
            check(version, new Effect.OrderCancelReplaceRequest(1, TIME, VENUE, 8, 7, "V1", "ACCOUNT", "ACME", Side.SELL, conditions, null));
            String sent = "|" + new VenueEncoder(version, new Ids("TEST00")).encode(order);
            boolean isSayable = !version.isBefore(offsetType == Peg.OffsetType.PRICE ? FixVersion.FIX42 : FixVersion.FIX44);
            assertEquals(isSayable, sent.contains("|388=0|389=-5|"), sent);
            assertEquals(!version.isBefore(FixVersion.FIX44), sent.contains("|842=" + offsetType.code() + "|"), sent);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"FIX40", "FIX41", "FIX42"})
    void everyRequestAboutAMultilegOrder(FixVersion version) {
        Leg option = new Leg("XYZ", Side.SELL_SHORT, Quantity.of(2), null, Price.of("0.5"),
                Map.of(LegField.CFI_CODE, "OC", LegField.STRIKE_PRICE, "100", LegField.MATURITY_MONTH_YEAR, "202701", LegField.POSITION_EFFECT, "O",
                        LegField.COVERED_OR_UNCOVERED, "0", LegField.SECURITY_ID, "1", LegField.SECURITY_ID_SOURCE, "8", LegField.CONTRACT_MULTIPLIER, "100"));
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("-10.25"), 0,
                Instructions.multileg(new Strategy(List.of(new Leg("ABC", Side.BUY, Quantity.of(1), "A"), option), 1, 1)));
        for (Side side : List.of(Side.BUY, Side.SELL, Side.AS_DEFINED, Side.OPPOSITE)) {
            check(version, new Effect.NewOrderSingle(1, TIME, VENUE, 7, "ACCOUNT", "PAIR", side, conditions, null));
            check(version, new Effect.OrderCancelReplaceRequest(1, TIME, VENUE, 8, 7, "V1", "ACCOUNT", "PAIR", side, conditions, null));
            check(version, new Effect.OrderCancelRequest(1, TIME, VENUE, 8, 7, null, "PAIR", side, Quantity.of(100)));
            check(version, new Effect.OrderStatusRequest(1, VENUE, 8, "V1", "PAIR", side));
        }
        assertEquals("AB", new VenueEncoder(version, new Ids("TEST00"))
                .encode(new Effect.NewOrderSingle(1, TIME, VENUE, 7, "ACCOUNT", "PAIR", Side.BUY, conditions, null)).msgType());
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyRequestAboutACross(FixVersion version) {
        if (version.isBefore(FixVersion.FIX43)) {
            return; // such a venue takes none
        }
        String ofPart = version.isBefore(FixVersion.FIX44) ? "" : "802=1\u0001523=DESK\u0001803=4\u0001";
        String fields = "453=2\u0001448=US\u0001447=D\u0001452=1\u0001448=THEM\u0001447=D\u0001452=3\u0001" + ofPart
                + "528=A\u0001377=Y\u0001659=ALGO\u0001";
        for (CrossType type : CrossType.values()) {
            for (CrossPrioritization prioritization : CrossPrioritization.values()) {
                for (TimeInForce timeInForce : timesOf(version)) {
                    Conditions conditions = new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(100), Price.of("10.25"),
                            timeInForce == TimeInForce.GOOD_TILL_DATE ? TIME : 0);
                    for (CrossFact.Message message : CrossFact.Message.values()) {
                        long orig = message == CrossFact.Message.NEW ? 0 : 5;
                        check(version, new Effect.CrossRequest(1, TIME, VENUE, 7, orig, message, new CrossTerms(type, prioritization), "ACME",
                                List.of(new Effect.SideOfCross(7, orig, "V1", "ACCOUNT", Side.BUY, conditions, fields),
                                        new Effect.SideOfCross(8, orig == 0 ? 0 : 6, null, null, Side.SELL_SHORT, conditions, null))));
                    }
                }
            }
        }
    }

    /** A venue that speaks an older version takes no later types as they are. */
    private static List<OrdType> ordTypesOf(FixVersion version) {
        return Arrays.stream(OrdType.values())
                .filter(ordType -> FixDictionary.of(version).application().isFieldValue(40, String.valueOf(ordType.code()))).toList();
    }

    private static List<TimeInForce> timesOf(FixVersion version) {
        return Arrays.stream(TimeInForce.values())
                .filter(timeInForce -> FixDictionary.of(version).application().isFieldValue(59, String.valueOf(timeInForce.code()))).toList();
    }

    private void check(FixVersion version, Effect.ToVenue effect) {
        FixBody body = new VenueEncoder(version, new Ids("TEST00")).encode(effect);
        Message sent = outbound.with(body);
        sent.getHeader().setString(8, version.beginString());
        sent.getHeader().setString(49, "HUB");
        sent.getHeader().setString(56, "VENUE");
        sent.getHeader().setInt(34, 2);
        sent.getHeader().setUtcTimeStamp(52, LocalDateTime.of(2026, 1, 31, 9, 30), UtcTimestampPrecision.SECONDS);
        String text = encoded.textOf(sent.toString());

        DataDictionary application = FixDictionary.of(version).application();
        ValidationSettings strict = new ValidationSettings();
        assertDoesNotThrow(() -> {
            Message read = new Message();
            read.fromString(text, FixDictionary.of(version).session(), application, strict, true);
            application.validate(read, version.isFixt(), strict);
        }, text.replace('\u0001', '|'));
    }
}
