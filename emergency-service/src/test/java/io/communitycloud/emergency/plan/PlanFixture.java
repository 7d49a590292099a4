package io.communitycloud.emergency.plan;

import io.communitycloud.emergency.plan.PlanSteps.ConversionStep;
import io.communitycloud.emergency.plan.PlanSteps.MobilisationStep;
import io.communitycloud.emergency.plan.PlanSteps.NoticeStep;
import io.communitycloud.emergency.plan.PlanSteps.ReservationStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans as tests speak of them: for rainstorms in a district, with one step of each kind. */
public final class PlanFixture {

    public static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z");

    private PlanFixture() {}

    public static Plan aPlan(String... types) {
        return Plan.begin(
                "01KAM3C9W0D0000000000000PN",
                "310101000000",
                List.of("310000000000", "310101000000"),
                "special",
                types.length == 0 ? Set.of("A03") : Set.of(types),
                false,
                TEN);
    }

    public static Content content() {
        return new Content(
                "暴雨预案",
                Map.of("scope", "全区", "communication", "三渠道"),
                List.of(
                        new Duty("commander", "chief", Set.of("scope", "response_by_level")),
                        new Duty("publicity", null, Set.of("communication"))),
                steps());
    }

    public static PlanSteps steps() {
        return new PlanSteps(
                List.of(new ConversionStep("convert", "FC-0101-1", 120)),
                List.of(new ReservationStep("masks", "mask_surgical", 1000, "piece", 15)),
                List.of(new MobilisationStep("teams", "310101002000", List.of("safety"), 2, List.of(), 60)),
                List.of(new NoticeStep("tell", "310101002000", "epidemic", "通知", "请留意", "zh-CN", List.of("APP"), 15)));
    }

    static PlanVersion aVersion() {
        return PlanVersion.write(aPlan(), 1, content(), "author", TEN);
    }

    /** A version that two others agreed to. */
    public static PlanVersion anApprovedVersion() {
        PlanVersion version = aVersion();
        version.submit("author");
        version.review("reviewer");
        version.approve(null, "approver", TEN);
        return version;
    }
}
