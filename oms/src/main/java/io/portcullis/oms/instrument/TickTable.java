package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Price;
import java.util.List;

/** The tick sizes of an instrument by price band. */
public final class TickTable {

    /**
     * @param from the lowest price of the band, inclusive
     * @param tick the price increment within it, positive
     */
    public record Band(Price from, Price tick) {
    }

    private final List<Band> bands;

    /** @param bands in ascending order of their lowest price; the first also serves prices below it */
    public TickTable(List<Band> bands) {
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("a tick table needs a band");
        }
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            if (!band.tick().isPositive()) {
                throw new IllegalArgumentException("a tick must be positive, was " + band.tick());
            }
            if (i > 0 && band.from().compareTo(bands.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException("tick bands must ascend, " + band.from() + " follows " + bands.get(i - 1).from());
            }
        }
        this.bands = List.copyOf(bands);
    }

    /** One tick for all prices. */
    public static TickTable of(Price tick) {
        return new TickTable(List.of(new Band(new Price(0), tick)));
    }

    public List<Band> bands() {
        return bands;
    }

    /** The price itself, or the next one below it that is a multiple of the tick. */
    public Price roundedDown(Price price) {
        return new Price(price.raw() - Math.floorMod(price.raw(), tickAt(price).raw()));
    }

    /** Whether it is a multiple of its tick. @param price times 10<sup>8</sup> */
    public boolean isOnTick(long price) {
        for (int i = bands.size() - 1; i > 0; i--) {
            if (price >= bands.get(i).from().raw()) {
                return price % bands.get(i).tick().raw() == 0;
            }
        }
        return price % bands.get(0).tick().raw() == 0;
    }

    public Price tickAt(Price price) {
        for (int i = bands.size() - 1; i > 0; i--) {
            if (price.compareTo(bands.get(i).from()) >= 0) {
                return bands.get(i).tick();
            }
        }
        return bands.get(0).tick();
    }
}
