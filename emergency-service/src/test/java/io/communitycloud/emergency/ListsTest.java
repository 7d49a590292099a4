package io.communitycloud.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.emergency.testing.EmergencyTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every list of incidents, plans, levels and guidelines has an index that begins with the scope; named one by one. */
@EmergencyTest
class ListsTest {

    private static final Map<String, List<String>> LISTS = Map.of(
            "incidents",
            List.of(
                    "scope,_id",
                    "scope,status,_id",
                    "scope,type,_id",
                    "scope,level,_id",
                    "scope,near,_id",
                    "scope,ticking,nextDue,_id"),
            "incident_log",
            List.of("scope,incident,kind,_id", "scope,incident,status,_id"),
            "timeline",
            List.of("scope,incident,_id"),
            "plans",
            List.of("scope,_id", "scope,area,_id"),
            "plan_versions",
            List.of("scope,plan,number,_id", "scope,plan,status,number,_id"),
            "activations",
            List.of("scope,plan,_id", "scope,incident,running,_id", "scope,running,nextDue,_id"),
            "response_levels",
            List.of("scope,_id"),
            "guidelines",
            List.of("scope,_id", "scope,area,incidentType,level,validFrom,_id"),
            "local_measures",
            List.of("scope,_id"),
            "reviews",
            List.of("scope,incident,_id", "scope,incident,finished,_id"));

    @Autowired
    private Indexes indexes;

    @Test
    void areServedByAnIndexEach() {
        await().atMost(Duration.ofSeconds(60)).until(indexes::complete);
        LISTS.forEach((collection, lists) -> assertThat(indexes.all().stream()
                        .filter(required -> required.collection().equals(collection))
                        .map(required ->
                                String.join(",", required.index().keys().keySet())))
                .as(collection)
                .containsAll(lists));
    }
}
