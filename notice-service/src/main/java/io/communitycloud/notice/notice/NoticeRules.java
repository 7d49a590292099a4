package io.communitycloud.notice.notice;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.category.Categories;
import io.communitycloud.notice.category.Category;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Limits;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Holds what a notice says to what its category and its channels allow. */
@Component
class NoticeRules {

    private final Categories categories;

    NoticeRules(Categories categories) {
        this.categories = categories;
    }

    /**
     * Checks a notice's content.
     *
     * @throws InvalidRequest where the category is none
     * @throws Refused 422 naming the rule that says no
     */
    void check(Content content) {
        Category category = categories
                .find(content.category())
                .orElseThrow(() -> InvalidRequest.field("/category", "unknown-code"));
        for (Channel channel : content.channels()) {
            if (!category.channels().contains(channel)) {
                throw new Refused(NoticeRefusal.channelNotOfCategory(channel, category.id()));
            }
            categories
                    .limits()
                    .exceeded(channel, content.title(), content.text())
                    .ifPresent(NoticeRules::refuse);
        }
        Duration life = Duration.between(content.validFrom(), content.expiresAt());
        if (!life.isPositive()) {
            throw new Refused(NoticeRefusal.ENDS_BEFORE_IT_BEGINS);
        }
        if (life.compareTo(category.longestLife()) > 0) {
            throw new Refused(NoticeRefusal.livesTooLong(category.longestLife()));
        }
        if (life.compareTo(category.leastOpen()) < 0) {
            throw new Refused(NoticeRefusal.openTooShort(category.leastOpen()));
        }
    }

    private static void refuse(Limits.TooLong tooLong) {
        throw new Refused(NoticeRefusal.tooLongForChannel(tooLong.channel(), tooLong.member(), tooLong.most()));
    }
}
