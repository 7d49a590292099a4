package io.communitycloud.notice.delivery;

import io.communitycloud.notice.notice.ExpiringNotices;
import org.springframework.stereotype.Component;

/** One round of the background's work: a little of each kind, so that nothing waits behind a large notice. */
@Component
class Rounds {

    private static final int RECOUNTS = 50;

    private final ExpiringNotices expiring;
    private final FanningOut fanningOut;
    private final Settling settling;
    private final Sending sending;
    private final Recounts recounts;

    Rounds(ExpiringNotices expiring, FanningOut fanningOut, Settling settling, Sending sending, Recounts recounts) {
        this.expiring = expiring;
        this.fanningOut = fanningOut;
        this.settling = settling;
        this.sending = sending;
        this.recounts = recounts;
    }

    /** Does the next round; false where there was nothing to do. */
    boolean next() {
        boolean worked = expiring.expireOne();
        worked |= settling.settleOne();
        worked |= fanningOut.advance();
        worked |= sending.sendDue();
        worked |= recounts.countSome(RECOUNTS);
        return worked;
    }
}
