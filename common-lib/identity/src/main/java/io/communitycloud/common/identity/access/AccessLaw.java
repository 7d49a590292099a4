package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Purposes;
import io.communitycloud.common.identity.ScopeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The law of access ({@code contracts/access.yaml}): operation by operation, who may call it, within what, and why.
 *
 * <p>It is read once and whole; a row that cannot be understood keeps the process from starting.
 */
public final class AccessLaw {

    /** Where the law lies on the class path. */
    public static final String RESOURCE = "/contracts/access.yaml";

    /** The role that stands for every authenticated caller. */
    public static final String ANYONE = "anyone";

    private final Map<String, Access> rows;

    private AccessLaw(Map<String, Access> rows) {
        this.rows = Map.copyOf(rows);
    }

    /** Reads the law that is on the class path. */
    public static AccessLaw shipped() {
        try (InputStream law = AccessLaw.class.getResourceAsStream(RESOURCE)) {
            if (law == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return read(law);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a law.
     *
     * @throws IllegalArgumentException naming the operation whose row cannot be understood
     */
    public static AccessLaw read(InputStream yaml) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("the law has no operations");
        }
        Map<String, Access> rows = new LinkedHashMap<>();
        if (map.get("operations") instanceof Map<?, ?> operations) {
            operations.forEach((operation, row) -> rows.put(operation.toString(), row(operation.toString(), row)));
        }
        return new AccessLaw(rows);
    }

    /** The row of an operation; an operation without one may not be called by anybody. */
    public Optional<Access> of(String operationId) {
        return Optional.ofNullable(rows.get(operationId));
    }

    public Collection<Access> all() {
        return rows.values();
    }

    private static Access row(String operation, @Nullable Object row) {
        if (!(row instanceof Map<?, ?> members)) {
            throw wrong(operation, "is not a row");
        }
        for (Object member : members.keySet()) {
            if (!Set.of("service", "roles", "scope", "purposes", "unmask").contains(member)) {
                throw wrong(operation, "has an unknown member " + member);
            }
        }
        Set<String> roles = texts(operation, members.get("roles"));
        if (roles.isEmpty() || !(members.get("service") instanceof String service)) {
            throw wrong(operation, "needs a service and at least one role");
        }
        return new Access(
                operation,
                service,
                roles,
                scope(operation, members.get("scope")),
                purposes(operation, members.get("purposes")),
                unmask(operation, members.get("unmask")));
    }

    private static ScopeKind scope(String operation, @Nullable Object name) {
        for (ScopeKind kind : ScopeKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw wrong(operation, "has no scope kind " + name);
    }

    private static Access.@Nullable Unmask unmask(String operation, @Nullable Object member) {
        if (member == null) {
            return null;
        }
        if (!(member instanceof Map<?, ?> unmask)) {
            throw wrong(operation, "says unmask without roles and purposes");
        }
        return new Access.Unmask(texts(operation, unmask.get("roles")), purposes(operation, unmask.get("purposes")));
    }

    private static Set<String> purposes(String operation, @Nullable Object member) {
        Set<String> purposes = texts(operation, member);
        for (String purpose : purposes) {
            if (!Purposes.CODES.contains(purpose)) {
                throw wrong(operation, "names a purpose that is none: " + purpose);
            }
        }
        return purposes;
    }

    private static Set<String> texts(String operation, @Nullable Object member) {
        if (member == null) {
            return Set.of();
        }
        if (member instanceof List<?> list) {
            return Set.copyOf(list.stream().map(Object::toString).toList());
        }
        throw wrong(operation, "has " + member + " where a list belongs");
    }

    private static IllegalArgumentException wrong(String operation, String why) {
        return new IllegalArgumentException("access law: " + operation + " " + why);
    }
}
