package io.communitycloud.resource.minimum;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.resource.stock.StockOnHand;
import io.communitycloud.resource.stock.StockOnHand.Held;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Minimum stock over HTTP. */
@RestController
@RequestMapping("/api/v1/stocks/minimums")
class MinimumController {

    private final LevelsInForce levels;
    private final StockOnHand stock;
    private final AreaTree areas;

    MinimumController(LevelsInForce levels, StockOnHand stock, AreaTree areas) {
        this.levels = levels;
        this.stock = stock;
        this.areas = areas;
    }

    /**
     * What an area's own store holds of each item, against what it should hold.
     *
     * <p>The data name minimums for the city alone, and none by response level: everything else is said to be unknown.
     */
    @GetMapping
    MinimumStock readMinimumStock(@RequestParam @Pattern(regexp = "[0-9]{12}") String area, Scope scope) {
        List<String> path = areas.scopeOf(area, "?area", scope);
        boolean city = path.size() == 1;
        return new MinimumStock(
                area,
                levels.of(path),
                Basis.UNKNOWN,
                stock.ownOf(area).stream().map(held -> ItemStock.of(held, city)).toList());
    }

    /**
     * An area's own store against its minimums.
     *
     * @param levels in force for the area and the areas above it
     * @param byLevel whether minimums by response level are laid down
     */
    record MinimumStock(String area, List<LevelInForce> levels, Basis byLevel, List<ItemStock> items) {}

    /** Where a minimum comes from. */
    enum Basis {
        /** The Shanghai Red Cross's reserve of 2021, for the city as a whole. */
        RED_CROSS_SHANGHAI_2021,
        UNKNOWN
    }

    /** How a store compares with its minimum. */
    enum Comparison {
        MET,
        BELOW,
        UNKNOWN
    }

    /**
     * One item.
     *
     * @param free what is neither set aside nor expired
     * @param minimum null where none is laid down
     */
    record ItemStock(String item, long free, @Nullable Integer minimum, Basis basis, Comparison comparison) {

        static ItemStock of(Held held, boolean city) {
            Integer minimum = city ? held.cityMinimum() : null;
            if (minimum == null) {
                return new ItemStock(held.item(), held.free(), null, Basis.UNKNOWN, Comparison.UNKNOWN);
            }
            return new ItemStock(
                    held.item(),
                    held.free(),
                    minimum,
                    Basis.RED_CROSS_SHANGHAI_2021,
                    held.free() < minimum ? Comparison.BELOW : Comparison.MET);
        }
    }
}
