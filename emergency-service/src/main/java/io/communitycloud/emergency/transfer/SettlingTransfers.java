package io.communitycloud.emergency.transfer;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.deadline.Overdue;
import io.communitycloud.emergency.quarantine.TransferringQuarantined;
import io.communitycloud.emergency.transfer.Passenger.ExceptionCode;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Tells the orders of a transfer's passengers what became of them; goes on where a crash stopped it.
 *
 * <p>Each telling has its effect once, so that a transfer may be settled as often as one likes.
 */
@Service
class SettlingTransfers implements Overdue {

    private final Transfers transfers;
    private final TransferringQuarantined transferring;

    SettlingTransfers(Transfers transfers, TransferringQuarantined transferring) {
        this.transfers = transfers;
        this.transferring = transferring;
    }

    @Override
    public boolean fireOne() {
        Optional<Transfer> first = transfers.firstUnsettled();
        first.ifPresent(this::settle);
        return first.isPresent();
    }

    /** Settles one; what was added meanwhile is settled next time. */
    Transfer settle(Transfer transfer) {
        for (Passenger passenger : transfer.passengers()) {
            settle(transfer, passenger);
        }
        long seen = transfer.version();
        return transfers.act(transfer.id(), Scope.everything(), null, found -> {
            if (found.version() == seen) {
                found.settled();
            }
        });
    }

    private void settle(Transfer transfer, Passenger passenger) {
        boolean givenUp = transfer.progress() == Transfer.State.CANCELLED;
        switch (passenger.state()) {
            case HANDED_OVER -> transferring.handOver(passenger.orderId(), transfer.id());
            case EXCEPTION -> {
                if (passenger.exception() == ExceptionCode.UNFIT) {
                    transferring.keepInCity(
                            passenger.orderId(), transfer.id(), "transfer " + transfer.id(), transfer.plannedBy());
                } else {
                    transferring.unlist(passenger.orderId(), transfer.id());
                }
            }
            case LISTED, IN_TRANSIT -> {
                if (givenUp) {
                    transferring.unlist(passenger.orderId(), transfer.id());
                }
            }
        }
    }
}
