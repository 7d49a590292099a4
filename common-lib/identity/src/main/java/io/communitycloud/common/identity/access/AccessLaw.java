package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Purposes;
import io.communitycloud.common.identity.Roles;
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
import org.yaml.snakeyaml.error.YAMLException;

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

    /**
     * The role that stands for a sender without a token: the operation itself checks the signature of what was sent. Its
     * path must be opened as well ({@code cloud.identity.signed}).
     */
    public static final String SIGNED = "signed";

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
        Object document = document(yaml);
        if (!(document instanceof Map<?, ?> map) || !map.containsKey("operations")) {
            throw new IllegalArgumentException("the law has no operations");
        }
        Map<String, Access> rows = new LinkedHashMap<>();
        Object operations = map.get("operations");
        if (operations instanceof Map<?, ?> byId) {
            byId.forEach((operation, row) -> {
                String id = String.valueOf(operation);
                rows.put(id, row(id, row));
            });
        } else if (operations != null) {
            throw new IllegalArgumentException("the law's operations are not rows by operation id");
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

    private static @Nullable Object document(InputStream yaml) {
        LoaderOptions options = new LoaderOptions();
        // Of two rows for one operation the later would win in silence.
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException malformed) {
            throw new IllegalArgumentException("access law: " + malformed.getMessage(), malformed);
        }
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
        Set<String> roles = roles(operation, members.get("roles"));
        if (roles.isEmpty() || !(members.get("service") instanceof String service)) {
            throw wrong(operation, "needs a service and at least one role");
        }
        ScopeKind scope = scope(operation, members.get("scope"));
        if (roles.contains(SIGNED) && (roles.size() > 1 || scope != ScopeKind.NONE)) {
            throw wrong(operation, "is for signed messages, so it has no other role and scope: none");
        }
        if (scope == ScopeKind.AREA && roles.stream().anyMatch(Roles.BOUNDED_OTHERWISE::contains)) {
            // A resident's token names her committee's area; by it she would see all her neighbours.
            throw wrong(operation, "bounds by area a role that is bounded by less; it needs scope: caller");
        }
        Set<String> purposes = purposes(operation, members.get("purposes"));
        return new Access(
                operation, service, roles, scope, purposes, unmask(operation, members.get("unmask"), roles, purposes));
    }

    private static Set<String> roles(String operation, @Nullable Object member) {
        Set<String> roles = texts(operation, member);
        for (String role : roles) {
            if (!role.equals(ANYONE) && !role.equals(SIGNED) && !Roles.exists(role)) {
                throw wrong(operation, "names a role that is none: " + role);
            }
        }
        return roles;
    }

    private static ScopeKind scope(String operation, @Nullable Object name) {
        for (ScopeKind kind : ScopeKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw wrong(operation, "has no scope kind " + name);
    }

    private static Access.@Nullable Unmask unmask(
            String operation, @Nullable Object member, Set<String> mayCall, Set<String> mayState) {
        if (member == null) {
            return null;
        }
        if (!(member instanceof Map<?, ?> unmask) || !unmask.keySet().equals(Set.of("roles", "purposes"))) {
            throw wrong(operation, "says unmask without roles and purposes, or with more");
        }
        Set<String> roles = roles(operation, unmask.get("roles"));
        Set<String> purposes = purposes(operation, unmask.get("purposes"));
        if (roles.isEmpty() || purposes.isEmpty()) {
            throw wrong(operation, "unmasks for no role or no purpose");
        }
        if (!mayCall.contains(ANYONE) && !mayCall.containsAll(roles)) {
            throw wrong(operation, "unmasks for a role that may not call it");
        }
        if (!mayState.isEmpty() && !mayState.containsAll(purposes)) {
            throw wrong(operation, "unmasks for a purpose that does not open it");
        }
        return new Access.Unmask(roles, purposes);
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
