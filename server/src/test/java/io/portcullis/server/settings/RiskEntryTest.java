package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.instrument.Traits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Margins and volatilities as files have them. */
class RiskEntryTest {

    @TempDir
    private Path conf;

    private Section risk(String lines) throws IOException {
        Path file = conf.resolve("portcullis.ini");
        Files.writeString(file, "[risk]\n" + lines + "\n");
        return new SettingsFile(file, "", new Overrides(Map.of(), Map.of())).section("risk");
    }

    private Traits traits(String margin, String volatility) throws IOException {
        Path file = conf.resolve("instruments.csv");
        Files.writeString(file, "symbol,isin,mic,currency,lot,ticks,reference-price,margin-rate,daily-volatility\nIBM,,XNYS,USD,1,0:0.01,100,%s,%s\n"
                .formatted(margin, volatility));
        return new InstrumentsFile(file).read().bySymbol("IBM").traits();
    }

    @Test
    void ratesAreByAssetClass() throws IOException {
        assertEquals(Map.of("equity", new BigDecimal("50"), "bond", new BigDecimal("7.5")),
                RiskEntry.marginPercents(risk("margin-rates = equity:50, bond:7.5")));
        assertEquals(Map.of(), RiskEntry.marginPercents(risk("")));
        assertEquals(BigDecimal.TEN, RiskEntry.portfolioAtLeast(risk(""), BigDecimal.TEN));
        assertEquals(new BigDecimal("2500.5"), RiskEntry.portfolioAtLeast(risk("concentration-portfolio-at-least = 2500.5"), BigDecimal.TEN));
    }

    @ParameterizedTest
    @CsvSource({"equity", "equity:half", "equity:1001", ":50", "equity:-1"})
    void aRateThatCanNotBeIsNamed(String rates) {
        String said = assertThrows(SettingsException.class, () -> RiskEntry.marginPercents(risk("margin-rates = " + rates))).getMessage();
        assertTrue(said.contains("margin-rates = " + rates) && said.contains("equity:50"), said);
    }

    @Test
    void anAmountThatCanNotBeIsNamed() {
        assertTrue(assertThrows(SettingsException.class, () -> RiskEntry.portfolioAtLeast(risk("concentration-portfolio-at-least = much"), BigDecimal.TEN))
                .getMessage()
                .contains("concentration-portfolio-at-least = much"));
    }

    @Test
    void anInstrumentMaySayItsOwn() throws IOException {
        assertEquals(new Traits(null, null, null, null, new BigDecimal("33.3333"), new BigDecimal("1.4")), traits("33.3333", "1.4"));
        assertEquals(Traits.NONE, traits("", ""));
        assertTrue(
                assertThrows(SettingsException.class, () -> traits("-5", "")).getMessage().contains("line 2: margin-rate = -5: must be a number of 0 to 1000"));
        assertTrue(assertThrows(SettingsException.class, () -> traits("", "1001")).getMessage().contains("daily-volatility = 1001"));
    }
}
