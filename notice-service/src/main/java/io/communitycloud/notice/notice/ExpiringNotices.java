package io.communitycloud.notice.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Ends the published notices whose time is over: the clock does it, no store's expiry. */
@Service
public class ExpiringNotices {

    private final Notices notices;
    private final Clock clock;

    ExpiringNotices(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** Ends the one whose time was over first; false where none is. */
    public boolean expireOne() {
        Instant now = clock.instant();
        Optional<Notice> first = notices.firstToEnd()
                .filter(notice -> !now.isBefore(notice.content().expiresAt()));
        first.ifPresent(notice -> notice.cause().run(() -> notices.act(notice.id(), found -> found.expire(now))));
        return first.isPresent();
    }
}
