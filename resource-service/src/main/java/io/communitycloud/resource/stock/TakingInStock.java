package io.communitycloud.resource.stock;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes in goods that come from another place of the city, and puts lots right after a count. */
@Service
public class TakingInStock {

    private static final Logger LOG = LoggerFactory.getLogger(TakingInStock.class);

    private final Lots lots;
    private final Supplies supplies;
    private final AreaTree areas;
    private final Clock clock;

    TakingInStock(Lots lots, Supplies supplies, AreaTree areas, Clock clock) {
        this.lots = lots;
        this.supplies = supplies;
        this.areas = areas;
        this.clock = clock;
    }

    /** Whether stock is kept of an item. */
    public boolean knows(String item) {
        return supplies.has(item);
    }

    /** Takes goods in as a lot of the given id; where that is there already, nothing is done. */
    public void takeIn(
            String id,
            String area,
            String item,
            String lotNumber,
            LocalDate expiresOn,
            String place,
            int quantity,
            String by) {
        if (lots.find(id, Scope.everything()).isPresent()) {
            return;
        }
        List<String> path = areas.scopeOf(area, "/area");
        try {
            lots.save(Lot.receive(id, area, path, item, lotNumber, expiresOn, place, quantity, by, clock.instant()));
        } catch (DuplicateKeyException takenInMeanwhile) {
            LOG.debug("Lot {} was taken in by another call", id, takenInMeanwhile);
        }
    }

    /**
     * Puts a lot right by so much, once for each cause.
     *
     * @throws io.communitycloud.common.web.Refused 409 where less is free than is to be taken away
     */
    public void correct(String id, String cause, int by, String subject) {
        lots.move(id, Scope.everything(), cause, by, lot -> {
            if (by > 0) {
                lot.add(cause, Movement.Kind.RECOUNTED, by, subject, clock.instant());
            } else {
                lot.withdraw(cause, Movement.Kind.RECOUNTED, -by, subject, clock.instant());
            }
        });
    }
}
