package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Strictness;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import quickfix.FieldNotFound;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.UtcTimestampPrecision;
import quickfix.ValidationSettings;

/** What we write, read by QuickFIX/J, and what QuickFIX/J writes, read by us. */
class WrittenMessagesTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 31, 9, 30, 0, 123_456_789);

    private final EncodedMessage encoded = new EncodedMessage();
    private final OutboundMessage outbound = new OutboundMessage(encoded);

    @Test
    void aWrittenMessageHasTheSameFieldsForQuickFix() throws InvalidMessage, FieldNotFound {
        String text = encoded.textOf(stamped(outbound.with(order())).toString());

        Message read = new Message(text, FixDictionary.of(FixVersion.FIX44).application(), new ValidationSettings());

        assertEquals("8=FIX.4.4|9=%d|35=D|34=17|49=BROKER|52=20260131-09:30:00.123|56=CLIENT|11=A1|55=ACME|54=1|38=100|40=2|44=10.25|10=%s|"
                .formatted(read.getHeader().getInt(9), read.getTrailer().getString(10)), text.replace('\u0001', '|'));
        assertEquals("10.25", read.getString(44));
        assertEquals(TIME.withNano(123_000_000), read.getHeader().getUtcTimeStamp(52));
    }

    @Test
    void theBytesForStoreAndConnectionAreThoseOfTheText() {
        String handedOver = stamped(outbound.with(order())).toString();
        encoded.of(handedOver);

        assertEquals(encoded.textOf(handedOver), new String(encoded.array(), encoded.offset(), encoded.length(), StandardCharsets.ISO_8859_1));
        encoded.of("another");
        assertEquals("another", new String(encoded.array(), encoded.offset(), encoded.length(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void aMessageOfAnyLengthIsWrittenWhole() throws InvalidMessage {
        for (int length : new int[]{0, 1, 900, 1000, 5000, 60_000}) {
            String text = encoded.textOf(stamped(outbound.with(order().put(58, "x".repeat(length + 1)))).toString());
            assertEquals("x".repeat(length + 1), FixMessage.of(new Message(text).toRawString()).stringOrNull(58));
        }
    }

    @Test
    void possResendAndFieldsThatTheSessionAddsGoIntoTheHeader() throws InvalidMessage {
        Message message = stamped(outbound.with(order().possResend()));
        message.getHeader().setInt(369, 5);
        message.getHeader().removeField(43);

        Message read = new Message(encoded.textOf(message.toString()));

        assertEquals("Y", read.getHeader().getOptionalString(97).orElse(""));
        assertEquals("5", read.getHeader().getOptionalString(369).orElse(""));
    }

    @Test
    void delimitersAndForeignCharactersInATextBecomeQuestionMarks() throws InvalidMessage {
        String text = encoded.textOf(stamped(outbound.with(order().put(58, "a\u0001b\u20acc\u00e9"))).toString());

        assertEquals("a?b?c\u00e9", new Message(text).getOptionalString(58).orElse(""));
    }

    @Test
    void aReadMessageAnswersTheSessionAsQuickFixsOwnDoes() throws InvalidMessage, FieldNotFound {
        String text = FixFramerTest.framed("35=D|34=17|49=BROKER|50=DESK|52=20260131-09:30:00.123|56=CLIENT|43=Y|122=20260131-09:29:00|11=A1|21=1|55=ACME|54=1|"
                + "60=20260131-09:30:00|38=100|40=2|44=10.25|");
        Message stock = new Message(text, FixDictionary.of(FixVersion.FIX44).application(), new ValidationSettings());
        InboundMessage ours = new InboundMessage();
        ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        assertNull(ours.read(in, in.readableBytes(), FixDictionary.of(FixVersion.FIX44).check(new Strictness(true, false, true))));

        for (int tag = 1; tag < 1200; tag++) {
            assertEquals(stock.getHeader().isSetField(tag), ours.getHeader().isSetField(tag), "header " + tag);
            assertEquals(stock.getHeader().getOptionalString(tag), ours.getHeader().getOptionalString(tag), "header " + tag);
            assertEquals(stock.isSetField(tag) || tag == 10, ours.isSetField(tag), "body " + tag);
        }
        assertEquals(stock.getHeader().getInt(34), ours.getHeader().getInt(34));
        assertEquals(stock.getHeader().getString(49), ours.getHeader().getString(49));
        assertEquals(stock.getHeader().getBoolean(43), ours.getHeader().getBoolean(43));
        assertEquals(stock.getHeader().getUtcTimeStamp(52), ours.getHeader().getUtcTimeStamp(52));
        assertEquals(stock.getHeader().getUtcTimeStamp(122), ours.getHeader().getUtcTimeStamp(122));
        assertEquals(stock.isAdmin(), ours.isAdmin());
        assertEquals(text, ours.toRawString());
    }

    private static Message stamped(Message message) {
        message.getHeader().setString(8, "FIX.4.4");
        message.getHeader().setString(49, "BROKER");
        message.getHeader().setString(56, "CLIENT");
        message.getHeader().setInt(34, 17);
        message.getHeader().setUtcTimeStamp(52, TIME, UtcTimestampPrecision.MILLIS);
        return message;
    }

    private static FixBody order() {
        return new FixBody().begin("D").put(11, "A1").put(55, "ACME").putChar(54, '1').putDecimal(38, 100_00000000L).putChar(40, '2').putDecimal(44,
                10_25000000L);
    }
}
