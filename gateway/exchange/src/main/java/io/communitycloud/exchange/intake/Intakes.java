package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.intake.format.Layout;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.ManifestCheck;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the intake of each manifest, and holds a manifest to having one that can be read. */
@Component
class Intakes implements ManifestCheck {

    private static final String MEMBER = "intake";

    private final ObjectProvider<Manifests> manifests;
    private final JsonMapper json;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Intakes(ObjectProvider<Manifests> manifests, JsonMapper json) {
        this.manifests = manifests;
        // A manifest writes its words small.
        this.json = json.rebuild()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }

    /** A system that sends us something, or leaves something for us. */
    record Source(Manifest manifest, Intake intake, Served served) {

        String system() {
            return manifest.id();
        }
    }

    Optional<Source> find(String system) {
        return manifests.getObject().find(system).map(this::source);
    }

    List<Source> all() {
        return manifests.getObject().all().stream()
                .map(this::source)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Source source(Served served) {
        String id = served.manifest().id();
        Known before = known.get(id);
        if (before == null || !before.of(served)) {
            JsonNode member = member(served.manifest());
            Source source = member == null
                    ? null
                    : new Source(served.manifest(), json.treeToValue(member, Intake.class), served);
            before = new Known(served, source);
            known.put(id, before);
        }
        return before.source();
    }

    @Override
    public List<Finding> check(Manifest manifest) {
        JsonNode member = member(manifest);
        if (member == null) {
            return List.of();
        }
        try {
            Intake intake = json.treeToValue(member, Intake.class);
            Layout layout = intake.layout();
            if (intake.keep() != null && layout.format() != Layout.Format.CAP && layout.key() == null) {
                return List.of(new Finding("/binding/intake/layout/key", "is needed where rows are kept"));
            }
            if (intake.handOver() == Intake.HandOver.INCIDENTS && intake.incidents() == null) {
                return List.of(
                        new Finding("/binding/intake/incidents", "is needed to tell incidents from other events"));
            }
            if (intake.dated() != null) {
                java.util.regex.Pattern.compile(intake.dated());
            }
            return List.of();
        } catch (JacksonException | IllegalArgumentException wrong) {
            String where = wrong instanceof PatternSyntaxException ? "/binding/intake/dated" : "/binding/intake";
            return List.of(new Finding(where, "cannot be read: " + firstLine(wrong)));
        }
    }

    private static String firstLine(Exception wrong) {
        String message = String.valueOf(wrong.getMessage());
        return message.lines().findFirst().orElse("");
    }

    private static @Nullable JsonNode member(Manifest manifest) {
        return manifest.binding() == null ? null : manifest.binding().get(MEMBER);
    }

    private record Known(Served served, @Nullable Source source) {

        boolean of(Served other) {
            return served.since().equals(other.since()) && served.file().equals(other.file());
        }
    }
}
