package io.communitycloud.emergency.transfer;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.quarantine.TransferringQuarantined;
import io.communitycloud.emergency.transfer.SortingPoint.Kind;
import io.communitycloud.emergency.transfer.SortingPoints.Province;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes a manifest of people whose policy takes them to a province.
 *
 * <p>Each order names the transfer before the transfer is written; should it never be, the orders are free for another,
 * since a manifest that does not exist or is over holds nobody. Who was put on two at the same moment boards one.
 */
@Service
class PlanningTransfers {

    private final Transfers transfers;
    private final TransferringQuarantined transferring;
    private final SortingPoints points;
    private final AreaTree areas;
    private final Clock clock;

    PlanningTransfers(
            Transfers transfers,
            TransferringQuarantined transferring,
            SortingPoints points,
            AreaTree areas,
            Clock clock) {
        this.transfers = transfers;
        this.transferring = transferring;
        this.points = points;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * A transfer to be made.
     *
     * @param area the district that sends
     * @param sortingPoint where they are gathered; the district's own where it is not said
     */
    record PlanTransfer(
            Province province,
            String area,
            @Nullable String sortingPoint,
            boolean exercise,
            List<String> orders,
            List<Leg> legs,
            String by) {}

    /**
     * Makes a manifest under an id.
     *
     * @throws Refused where one of the people cannot be put on it; nobody is then
     */
    Transfer plan(String id, PlanTransfer command, Scope scope) {
        List<String> path = areas.scopeOf(command.area(), "/area", scope);
        SortingPoint point = point(command);
        Predicate<String> free = other ->
                transfers.find(other, Scope.everything()).filter(Transfer::open).isEmpty();
        List<Passenger> passengers = new ArrayList<>();
        try {
            for (String order : command.orders()) {
                String resident =
                        transferring.list(order, id, command.province().destination(), free, scope);
                passengers.add(Passenger.listed(order, resident));
            }
        } catch (Refused refused) {
            passengers.forEach(passenger -> transferring.unlist(passenger.orderId(), id));
            throw refused;
        }
        Transfer transfer = Transfer.plan(
                id,
                command.area(),
                path,
                command.province(),
                point.id(),
                command.exercise(),
                passengers,
                command.legs(),
                command.by(),
                clock.instant());
        transfers.save(transfer);
        return transfer;
    }

    private SortingPoint point(PlanTransfer command) {
        String wanted = command.sortingPoint();
        return points.all().stream()
                .filter(point -> wanted == null
                        ? point.kind() == Kind.DISTRICT && areas.within(command.area(), point.area())
                        : point.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("/sortingPoint", "unknown-code"));
    }
}
