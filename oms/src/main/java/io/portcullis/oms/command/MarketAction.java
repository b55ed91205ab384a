package io.portcullis.oms.command;

import io.portcullis.oms.types.Bands;

/** What people order about how an instrument may be traded. */
public sealed interface MarketAction {

    /** Nothing new of it goes to any venue. */
    record Halt() implements MarketAction {
    }

    /** It goes on everywhere, whoever has halted it. */
    record Resume() implements MarketAction {
    }

    /** It trades within these prices only. */
    record SetBands(Bands bands) implements MarketAction {
    }

    /** It has no bands any more. */
    record LiftBands() implements MarketAction {
    }

    /** Its market has said that short sales are restricted (Rule 201), or we want it so. */
    record RestrictShortSales() implements MarketAction {
    }

    /** They are not, or not any more. */
    record FreeShortSales() implements MarketAction {
    }
}
