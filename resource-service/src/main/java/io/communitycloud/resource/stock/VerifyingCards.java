package io.communitycloud.resource.stock;

import io.communitycloud.common.identity.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Proves that nothing on a lot's card was changed, put in or left out, and that the lot is what its card says. */
@Service
class VerifyingCards {

    private final Lots lots;
    private final Card card;

    VerifyingCards(Lots lots, Card card) {
        this.lots = lots;
        this.card = card;
    }

    /** Recomputes a lot's card line by line, up to what the lot moved last when it was read. */
    CardVerification verify(String id, Scope scope) {
        Lot lot = lots.require(id, scope);
        Movement last = lot.last();
        card.keep(lot);
        Walk walk = new Walk();
        card.walk(id, last == null ? 0 : last.position(), walk::visit);
        return walk.result(lot, last);
    }

    /**
     * What came of it.
     *
     * @param lines how many were found right
     * @param head hash of the last line found right
     * @param brokenAt position of the first line that is wrong or missing, null where none is
     * @param finding what is wrong there
     */
    record CardVerification(
            String stockId,
            boolean intact,
            long lines,
            int balance,
            @Nullable String head,
            @Nullable Long brokenAt,
            @Nullable Finding finding) {}

    /** What can be wrong with a line. */
    enum Finding {
        /** A line was taken out, or the end was cut off. */
        LINE_MISSING,
        /** The line does not point to the one before it. */
        LINK_BROKEN,
        /** A figure is not the one that was hashed. */
        LINE_ALTERED,
        /** The figures do not follow from each other. */
        BALANCE_WRONG,
        /** The lot itself says something else than the end of its card. */
        LOT_CONTRADICTED
    }

    private static final class Walk {

        private long right;
        private int balance;
        private String hash = Movement.GENESIS;
        private @Nullable Finding finding;

        void visit(Movement line) {
            if (finding != null) {
                return;
            }
            finding = finding(line);
            if (finding == null) {
                right++;
                balance = line.balance();
                hash = line.hash();
            }
        }

        private @Nullable Finding finding(Movement line) {
            if (line.position() != right + 1) {
                return Finding.LINE_MISSING;
            }
            if (!line.previousHash().equals(hash)) {
                return Finding.LINK_BROKEN;
            }
            if (!line.rightHash().equals(line.hash())) {
                return Finding.LINE_ALTERED;
            }
            return line.balance() < 0 || balance + line.change() != line.balance() ? Finding.BALANCE_WRONG : null;
        }

        CardVerification result(Lot lot, @Nullable Movement last) {
            if (finding == null && last != null && right < last.position()) {
                finding = Finding.LINE_MISSING;
            }
            if (finding == null && last != null && (!hash.equals(last.hash()) || balance != lot.quantity())) {
                finding = Finding.LOT_CONTRADICTED;
            }
            return new CardVerification(
                    lot.id(),
                    finding == null,
                    right,
                    balance,
                    right == 0 ? null : hash,
                    finding == null ? null : right + 1,
                    finding);
        }
    }
}
