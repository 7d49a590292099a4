package io.communitycloud.launcher.part;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a part is told through its environment: addresses for all, secrets only for those who use them. */
public final class Environment {

    private static final String HOST = "127.0.0.1";
    private static final String REGISTRY_USER = "platform";

    /** A Monday. */
    private static final String LEGACY_NOON = "2026-11-23T12:00:00+08:00";

    private final Copy copy;
    private final Secrets secrets;

    public Environment(Copy copy, Secrets secrets) {
        this.copy = copy;
        this.secrets = secrets;
    }

    public Map<String, String> of(Part part) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CLOUD_HOME", copy.home().toString());
        environment.put("CLOUD_PORT_OFFSET", Integer.toString(copy.portOffset()));
        environment.put("TZ", "Asia/Shanghai");
        switch (part.name()) {
            case "store" -> environment.put("STORE_PORT", Integer.toString(copy.port(part)));
            case "broker" -> {
                environment.put("BROKER_PORT", Integer.toString(copy.port(part)));
                environment.put("BROKER_CONTROLLER_PORT", Integer.toString(copy.port(part) + 1));
            }
            default -> application(part, environment);
        }
        return environment;
    }

    private void application(Part part, Map<String, String> environment) {
        environment.put("SERVER_PORT", Integer.toString(copy.port(part)));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(copy.managementPort(part)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", address(9192));
        environment.put("OIDC_ISSUER_URI", copy.identity().toString());
        environment.put("EDGE_URI", copy.gateway().toString());
        if (part.name().equals("registry")) {
            environment.put("REGISTRY_USER", REGISTRY_USER);
            environment.put("REGISTRY_PASSWORD", secrets.ofRegistry());
        }
        if (part.isService()) {
            environment.put("MONGODB_URI", "mongodb://" + address(27117));
            environment.put(
                    "REGISTRY_URI",
                    "http://" + REGISTRY_USER + ":" + secrets.ofRegistry() + "@" + address(8761) + "/eureka");
            environment.put("CLIENT_ID", part.name());
            environment.put("CLIENT_SECRET", secrets.ofClient(part.name()));
            environment.put("PRIVACY_KEY", secrets.named("privacy-key"));
            environment.put("PRIVACY_PEPPER", secrets.named("privacy-pepper"));
            environment.put("ALLOW_SYNTHETIC", "true");
        }
        if (part.name().equals("exchange") || part.name().equals("legacy")) {
            // The stand-ins are open whatever the hour is here, and the exchange reads their hours by their clock.
            environment.put("LEGACY_CLOCK", LEGACY_NOON);
            environment.put("LEGACY_BASE", "http://" + address(8120));
            environment.put("LEGACY_TLS_BASE", "https://" + address(8121));
            environment.put("LEGACY_SFTP", address(8122));
        }
        if (part.name().equals("emergency-service")) {
            environment.put("CERTIFICATE_KEY", secrets.named("certificate-key"));
        }
    }

    private String address(int port) {
        return HOST + ":" + (port + copy.portOffset());
    }
}
