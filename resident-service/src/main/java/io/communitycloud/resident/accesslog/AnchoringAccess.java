package io.communitycloud.resident.accesslog;

import io.communitycloud.resident.accesslog.AccessAnchor.Head;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Seals each day's chains once the day is over.
 *
 * <p>A day without looks gets no anchor. The root goes to the log as well, which leaves the machine and is kept by others:
 * so that not even who can write to the store can rewrite the past unseen.
 */
@Service
class AnchoringAccess {

    private static final Logger LOG = LoggerFactory.getLogger(AnchoringAccess.class);
    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");
    /** Appends that began before midnight have ended by then. */
    private static final LocalTime SETTLED = LocalTime.of(0, 5);

    private final AccessEntries entries;
    private final AccessAnchors anchors;
    private final Clock clock;

    AnchoringAccess(AccessEntries entries, AccessAnchors anchors, Clock clock) {
        this.entries = entries;
        this.anchors = anchors;
        this.clock = clock;
    }

    /** Seals every day that is over and not sealed yet, also after a long pause; returns how many. */
    int anchorPastDays() {
        LocalDate today = LocalDate.now(clock.withZone(CITY_TIME));
        LocalDate end = LocalTime.now(clock.withZone(CITY_TIME)).isBefore(SETTLED) ? today.minusDays(1) : today;
        int sealed = 0;
        while (true) {
            Optional<AccessAnchor> latest = anchors.latest();
            LocalDate from = latest.map(anchor -> anchor.day().plusDays(1)).orElse(LocalDate.EPOCH);
            Optional<LocalDate> day = entries.firstDayFrom(from).filter(first -> first.isBefore(end));
            if (day.isEmpty()) {
                return sealed;
            }
            seal(day.get(), latest.map(AccessAnchor::root).orElse(AccessEntry.GENESIS));
            sealed++;
        }
    }

    private void seal(LocalDate day, String previousRoot) {
        List<Head> heads = entries.headsOf(day).stream()
                .map(entry -> new Head(entry.area(), entry.position(), entry.hash()))
                .toList();
        AccessAnchor anchor =
                new AccessAnchor(day, clock.instant(), heads.size(), previousRoot, root(day, previousRoot, heads));
        if (anchors.keep(anchor, heads)) {
            LOG.info("Access chains anchored for {}: {} chains, root {}", day, heads.size(), anchor.root());
        }
    }

    /** The hash over a day's heads, in the order of their areas. */
    static String root(LocalDate day, String previousRoot, List<Head> heads) {
        return Hashes.sha256(Stream.concat(
                        Stream.of(previousRoot, day.toString()),
                        heads.stream().map(head -> head.area() + " " + head.position() + " " + head.hash()))
                .toArray(String[]::new));
    }
}
