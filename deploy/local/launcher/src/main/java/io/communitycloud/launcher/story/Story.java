package io.communitycloud.launcher.story;

import java.util.List;
import java.util.Set;

/** The seven steps, as the API's page tells them. */
final class Story {

    private static final String RESIDENT = "resident-service";
    private static final String NOTICE = "notice-service";
    private static final String EMERGENCY = "emergency-service";
    private static final String RESOURCE = "resource-service";
    private static final String TEAM = "team-service";
    private static final String EXCHANGE = "exchange";
    private static final String LEGACY = "legacy";

    static final List<Step> STEPS = List.of(
            Step.of(
                    1,
                    "The health bureau pushes its key-person list",
                    Scene.later(
                            "200 rows for three committees in the bureau's own format, two of them bad; a second push"
                                    + " changes nothing",
                            EXCHANGE,
                            EMERGENCY)),
            Step.of(
                    2,
                    "Persons are matched to households",
                    Scene.later("the list's persons are found among the residents", EMERGENCY, RESIDENT),
                    new Scene(
                            "each committee's worker sees only hers, masked; one look in clear stands in the resident's"
                                    + " access log",
                            Set.of(RESIDENT),
                            ResidentScenes::looksAreBoundedAndRecorded)),
            Step.of(
                    3,
                    "An incident is reported and the response level raised",
                    Scene.later(
                            "reported by a social worker, assessed by the street, raised by the city from III to II",
                            EMERGENCY)),
            Step.of(
                    4,
                    "The district activates its plan",
                    Scene.later(
                            "a shelter hospital converts, two teams are mobilised, supplies are reserved",
                            EMERGENCY,
                            RESOURCE,
                            TEAM),
                    new Scene(
                            "a notice goes to the area's households by three channels",
                            Set.of(NOTICE, RESIDENT),
                            NoticeScenes::aNoticeReachesTheHouseholds)),
            Step.of(
                    5,
                    "A resident back from abroad is quarantined",
                    Scene.later(
                            "7+7 for her, 3+11 with a transfer for a traveller to Jiangsu, a volunteer for the"
                                    + " household, an early end with a reason",
                            EMERGENCY,
                            RESIDENT,
                            TEAM)),
            Step.of(
                    6,
                    "A legacy system hangs and nobody waits for it",
                    Scene.later(
                            "the dossier comes back in under a second without that part", EXCHANGE, LEGACY, RESIDENT)),
            Step.of(
                    7,
                    "The incident is closed and everything goes back",
                    Scene.later(
                            "closed, reviewed, the lesson a new plan version, the conversion reversed, stock released",
                            EMERGENCY,
                            RESOURCE)));

    private Story() {}
}
