package io.communitycloud.notice.notice;

import static io.communitycloud.notice.notice.NoticeFixture.aNotice;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.category.Categories;
import io.communitycloud.notice.category.Channel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoticeRulesTest {

    private final NoticeRules rules = new NoticeRules(new Categories());

    @Test
    void acceptsWhatTheCategoryAllows() {
        assertThatCode(() -> rules.check(
                        aNotice().by(Channel.APP, Channel.SMS, Channel.WECHAT).content()))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACategoryThatIsNone() {
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> rules.check(aNotice().of("gossip").content()));
    }

    @Test
    void refusesAChannelThatIsNotTheCategorys() {
        refused("channel-not-of-category", aNotice().by(Channel.LOUDSPEAKER));
    }

    @Test
    void refusesATextTooLongForAShortMessage() {
        refused("too-long-for-channel", aNotice().by(Channel.SMS).saying("水".repeat(496)));
    }

    @Test
    void refusesATitleTooLongForWechat() {
        refused("too-long-for-channel", aNotice().by(Channel.WECHAT).titled("题".repeat(21)));
    }

    @Test
    void refusesAnEndThatIsNotAfterTheBeginning() {
        refused("notice-ends-before-it-begins", aNotice().living(Duration.ZERO));
        refused("notice-ends-before-it-begins", aNotice().living(Duration.ofHours(-1)));
    }

    @Test
    void refusesALifeBeyondTheCategorysCap() {
        assertThatCode(() -> rules.check(aNotice().living(Duration.ofDays(92)).content()))
                .doesNotThrowAnyException();
        refused("notice-lives-too-long", aNotice().living(Duration.ofDays(92).plusMillis(1)));
        refused("notice-lives-too-long", aNotice().of("warning").living(Duration.ofDays(8)));
    }

    @Test
    void refusesAVoteWithoutTimeToAnswer() {
        refused("notice-open-too-short", aNotice().of("vote").living(Duration.ofDays(6)));
    }

    private void refused(String code, NoticeFixture notice) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> rules.check(notice.content()))
                .extracting(Refused::refusal)
                .matches(refusal -> refusal.code().equals(code), code)
                .matches(refusal -> refusal.kind() == Refusal.Kind.RULE, "is a rule: 422");
    }
}
