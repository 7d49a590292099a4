package io.communitycloud.common.events.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.web.InvalidRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AreaTreeTest {

    private final AreaTree tree = new AreaTree();

    static Area area(String code, Level level, @Nullable String parent) {
        return new Area(code, level, "name of " + code, parent, LocalDate.of(2023, 6, 30), null, null);
    }

    static List<Area> someAreas() {
        return List.of(
                area("310101002010", Level.COMMITTEE, "310101002000"),
                area("310101002001", Level.COMMITTEE, "310101002000"),
                area("310101002000", Level.STREET, "310101000000"),
                area("310101000000", Level.DISTRICT, "310000000000"),
                area("310110000000", Level.DISTRICT, "310000000000"),
                area("310000000000", Level.CITY, null));
    }

    @BeforeEach
    void plant() {
        tree.put(someAreas());
    }

    @Test
    void takesLevelsFromTheTableAndNeverFromTheZeros() {
        assertThat(tree.level("310110000000")).contains(Level.DISTRICT);
        assertThat(tree.level("310101002010")).contains(Level.COMMITTEE);
        assertThat(tree.level("310199000000")).isEmpty();
    }

    @Test
    void listsTheAreasDirectlyBelowByCode() {
        assertThat(tree.children("310000000000"))
                .extracting(Area::code)
                .containsExactly("310101000000", "310110000000");
        assertThat(tree.children("310101002000"))
                .extracting(Area::code)
                .containsExactly("310101002001", "310101002010");
        assertThat(tree.children("310101002001")).isEmpty();
    }

    @Test
    void scopesADocumentFromTheCityDown() {
        assertThat(tree.scopeOf("310101002010", "/area"))
                .containsExactly("310000000000", "310101000000", "310101002000", "310101002010");
        assertThat(tree.scopeOf("310000000000", "/area")).containsExactly("310000000000");
    }

    @Test
    void refusesAnUnknownAreaByItsPointer() {
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> tree.scopeOf("310199999999", "/area"))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.pointer()).isEqualTo("/area")));
    }

    @Test
    void knowsWhatLiesWithinWhat() {
        assertThat(tree.within("310101002010", "310101000000")).isTrue();
        assertThat(tree.within("310101002010", "310101002010")).isTrue();
        assertThat(tree.within("310101002010", "310110000000")).isFalse();
        assertThat(tree.within("310101000000", "310101002010")).isFalse();
    }

    @Test
    void replacesWhatIsKnownOfAnArea() {
        tree.put(List.of(new Area(
                "310101002010",
                Level.COMMITTEE,
                "merged",
                "310101002000",
                LocalDate.of(2023, 6, 30),
                LocalDate.of(2026, 1, 1),
                "310101002001")));

        assertThat(tree.find("310101002010")).get().extracting(Area::successor).isEqualTo("310101002001");
        assertThat(tree.size()).isEqualTo(6);
    }

    @Test
    void doesNotRunForEverInACircle() {
        tree.put(List.of(area("1", Level.STREET, "2"), area("2", Level.STREET, "1")));

        assertThat(tree.path("1")).hasSizeLessThanOrEqualTo(Level.values().length);
    }
}
