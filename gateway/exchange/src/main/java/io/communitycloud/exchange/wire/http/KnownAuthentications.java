package io.communitycloud.exchange.wire.http;

import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.ManifestCheck;
import io.communitycloud.exchange.wire.Wires;
import java.util.List;
import org.springframework.stereotype.Component;

/** A manifest is of use only where its protocol is spoken and its authentication known. */
@Component
class KnownAuthentications implements ManifestCheck {

    private final Wires wires;
    private final HttpWire http;

    KnownAuthentications(Wires wires, HttpWire http) {
        this.wires = wires;
        this.http = http;
    }

    @Override
    public List<Finding> check(Manifest manifest) {
        if (!wires.protocols().contains(manifest.protocol())) {
            return List.of(new Finding("/protocol", "nothing here speaks this protocol"));
        }
        String kind = manifest.authentication().path("kind").asString("");
        boolean calls = wires.of(manifest.protocol()).live();
        return calls && !http.authentications().contains(kind)
                ? List.of(new Finding("/authentication/kind", "nothing here knows this kind"))
                : List.of();
    }
}
