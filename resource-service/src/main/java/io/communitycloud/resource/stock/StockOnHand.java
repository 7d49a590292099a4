package io.communitycloud.resource.stock;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What an area's own store holds of each item. */
@Service
public class StockOnHand {

    private final ReservingStock reserving;
    private final Supplies supplies;

    StockOnHand(ReservingStock reserving, Supplies supplies) {
        this.reserving = reserving;
        this.supplies = supplies;
    }

    /** The items of the table of supplies in its order, with what is free of each in the area's own lots. */
    public List<Held> ownOf(String area) {
        return supplies.items().stream()
                .map(item -> new Held(item, reserving.ownFree(item, area), supplies.cityMinimum(item)))
                .toList();
    }

    /**
     * An item in a store.
     *
     * @param cityMinimum what the city as a whole should hold, null where the data name none
     */
    public record Held(String item, long free, @Nullable Integer cityMinimum) {}
}
