package io.communitycloud.identityprovider.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles a demo account may have, with the place it works at when nobody says otherwise. */
enum DemoRole {
    RESIDENT("示例居民", "310101002001"),
    SOCIAL_WORKER("示例社工", "310101002001"),
    COMMITTEE_HEAD("示例居委主任", "310101002001"),
    STREET_OPERATOR("示例街道值守员", "310101002000"),
    DISTRICT_OPERATOR("示例区值守员", "310101000000"),
    CITY_OPERATOR("示例市值守员", "310000000000"),
    TEAM_LEADER("示例自治队长", "310101002001"),
    VOLUNTEER("示例志愿者", "310101002001"),
    FACILITY_OPERATOR("示例场所管理员", null),
    PROPERTY_FIRM("示例物业", null),
    PROVINCE_TEAM("示例省级工作组", "310000000000"),
    BUREAU_CLIENT("示例委办局系统", null),
    APPROVER("示例复核人", "310101000000"),
    AUDITOR("示例审计员", "310000000000"),
    OPERATIONS("示例运维", null),
    SYSTEM("示例系统", "310000000000");

    private final String title;
    private final @Nullable String area;

    DemoRole(String title, @Nullable String area) {
        this.title = title;
        this.area = area;
    }

    static Optional<DemoRole> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A plainly synthetic name for whoever has this role. */
    String title() {
        return title;
    }

    @Nullable
    String area() {
        return area;
    }
}
