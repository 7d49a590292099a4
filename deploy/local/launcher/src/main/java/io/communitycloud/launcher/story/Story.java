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
                    new Scene(
                            "200 rows for three committees in the bureau's own format, signed, two of them bad; a second"
                                    + " push changes nothing",
                            Set.of(EXCHANGE, LEGACY, EMERGENCY, RESIDENT),
                            KeyPersonScenes::theBureauPushesItsList),
                    new Scene(
                            "the same kind of list to the service that owns it: two bad rows come back with row, field"
                                    + " and reason, a second push changes nothing",
                            Set.of(EMERGENCY, RESIDENT),
                            KeyPersonScenes::aListIsTakenInOnce)),
            Step.of(
                    2,
                    "Persons are matched to households",
                    new Scene(
                            "the list's persons are found among the residents, each committee sees hers, masked",
                            Set.of(EMERGENCY, RESIDENT),
                            KeyPersonScenes::itsPersonsAreFoundAndGivenToTheirCommittees),
                    new Scene(
                            "each committee's worker sees only hers, masked; one look in clear stands in the resident's"
                                    + " access log",
                            Set.of(RESIDENT),
                            ResidentScenes::looksAreBoundedAndRecorded)),
            Step.of(
                    3,
                    "An incident is reported and the response level raised",
                    new Scene(
                            "reported by a social worker, its clocks run, assessed by the street",
                            Set.of(EMERGENCY),
                            EmergencyScenes::anIncidentIsReportedAndAssessed),
                    new Scene(
                            "raised by the city from III to II: each compound type has another check-list",
                            Set.of(EMERGENCY),
                            EmergencyScenes::theLevelIsRaised)),
            Step.of(
                    4,
                    "The district activates its plan",
                    new Scene(
                            "a shelter hospital converts, two teams are mobilised, supplies are reserved, a notice goes"
                                    + " out: all of it on the incident's timeline within two seconds",
                            Set.of(EMERGENCY, RESOURCE, TEAM, NOTICE),
                            EmergencyScenes::thePlanIsActivated),
                    new Scene(
                            "a notice goes to a committee's households by three channels",
                            Set.of(NOTICE, RESIDENT),
                            NoticeScenes::aNoticeReachesTheHouseholds)),
            Step.of(
                    5,
                    "A resident back from abroad is quarantined",
                    new Scene(
                            "7+7 for her, a care duty and a volunteer for the household, an early end with a reason",
                            Set.of(EMERGENCY, RESIDENT, TEAM),
                            QuarantineScenes::aReturnerIsQuarantinedAndCaredFor),
                    new Scene(
                            "3+11 with a transfer for a traveller to Jiangsu, handed over when the province signs",
                            Set.of(EMERGENCY, RESIDENT),
                            QuarantineScenes::aTravellerIsHandedOver)),
            Step.of(
                    6,
                    "A legacy system hangs and nobody waits for it",
                    new Scene(
                            "the dossier comes back in under a second with that part marked, the others whole; let go,"
                                    + " the system answers again",
                            Set.of(EXCHANGE, LEGACY, RESIDENT, TEAM, EMERGENCY, NOTICE),
                            LegacyScenes::oneHangsAndNobodyWaits)),
            Step.of(
                    7,
                    "The incident is closed and everything goes back",
                    new Scene(
                            "the activation ends: the conversion is reversed, stock released, teams stand down, the"
                                    + " notice is recalled",
                            Set.of(EMERGENCY, RESOURCE, TEAM, NOTICE),
                            EmergencyScenes::everythingGoesBack),
                    new Scene(
                            "the incident is closed and reviewed, its lesson becomes a new version of the plan",
                            Set.of(EMERGENCY),
                            EmergencyScenes::theLessonBecomesAPlan),
                    new Scene("the level goes back", Set.of(EMERGENCY), EmergencyScenes::theLevelGoesBack)));

    private Story() {}
}
