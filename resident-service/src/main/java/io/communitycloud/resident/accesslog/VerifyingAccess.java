package io.communitycloud.resident.accesslog;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Proves that nothing was changed, put in or left out; reads every link, so it is for auditors and not for screens. */
@Service
class VerifyingAccess {

    private final AccessEntries entries;
    private final AccessAnchors anchors;

    VerifyingAccess(AccessEntries entries, AccessAnchors anchors) {
        this.entries = entries;
        this.anchors = anchors;
    }

    /** Walks a committee's chain and compares it with every anchor. */
    ChainVerification verify(String area) {
        Map<Long, String> sealed = new HashMap<>();
        anchors.headsOf(area).forEach(head -> sealed.put(head.position(), head.hash()));
        Walk walk = new Walk(area, sealed);
        entries.walk(area, walk::visit);
        return walk.result();
    }

    /** Recomputes every anchor from its heads and its predecessor. */
    AnchorVerification verifyAnchors() {
        String root = AccessEntry.GENESIS;
        long checked = 0;
        LocalDate last = null;
        Optional<AccessAnchor> next = anchors.after(null);
        while (next.isPresent()) {
            AccessAnchor anchor = next.get();
            String right = AnchoringAccess.root(anchor.day(), root, anchors.headsOn(anchor.day()));
            if (!anchor.previousRoot().equals(root) || !anchor.root().equals(right)) {
                return new AnchorVerification(false, checked, last, anchor.day());
            }
            root = anchor.root();
            last = anchor.day();
            checked++;
            next = anchors.after(last);
        }
        return new AnchorVerification(true, checked, last, null);
    }

    /**
     * What came of walking a chain.
     *
     * @param entries how many links were found right
     * @param head hash of the last link found right
     * @param brokenAt position of the first link that is wrong or missing, null where none is
     * @param finding what is wrong there
     */
    record ChainVerification(
            String area,
            boolean intact,
            long entries,
            @Nullable String head,
            @Nullable Long brokenAt,
            @Nullable Finding finding) {}

    /**
     * What came of recomputing the anchors.
     *
     * @param anchors how many were found right
     * @param brokenOn day of the first that is wrong, null where none is
     */
    record AnchorVerification(
            boolean intact,
            long anchors,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate brokenOn) {}

    /** What can be wrong with a link. */
    enum Finding {
        /** A link was taken out, or the end was cut off below what an anchor has sealed. */
        ENTRY_MISSING,
        /** The link does not point to the one before it. */
        LINK_BROKEN,
        /** The record is not the one that was hashed, or lies in a foreign chain. */
        RECORD_ALTERED,
        /** The chain was recomputed after it had been sealed. */
        ANCHOR_CONTRADICTED
    }

    private static final class Walk {

        private final String area;
        private final Map<Long, String> sealed;
        private long right;
        private String hash = AccessEntry.GENESIS;
        private @Nullable Finding finding;

        Walk(String area, Map<Long, String> sealed) {
            this.area = area;
            this.sealed = sealed;
        }

        void visit(AccessEntry entry) {
            if (finding != null) {
                return;
            }
            finding = finding(entry);
            if (finding == null) {
                right++;
                hash = entry.hash();
            }
        }

        private @Nullable Finding finding(AccessEntry entry) {
            if (entry.position() != right + 1) {
                return Finding.ENTRY_MISSING;
            }
            if (!entry.previousHash().equals(hash)) {
                return Finding.LINK_BROKEN;
            }
            if (!entry.rightHash().equals(entry.hash())
                    || !entry.members().path("area").asString().equals(area)
                    || !entry.members().path("id").asString().equals(entry.recordId())) {
                return Finding.RECORD_ALTERED;
            }
            String anchored = sealed.get(entry.position());
            return anchored == null || anchored.equals(entry.hash()) ? null : Finding.ANCHOR_CONTRADICTED;
        }

        ChainVerification result() {
            if (finding == null && sealed.keySet().stream().anyMatch(position -> position > right)) {
                finding = Finding.ENTRY_MISSING;
            }
            return new ChainVerification(
                    area,
                    finding == null,
                    right,
                    right == 0 ? null : hash,
                    finding == null ? null : right + 1,
                    finding);
        }
    }
}
