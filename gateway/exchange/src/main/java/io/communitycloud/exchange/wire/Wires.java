package io.communitycloud.exchange.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The wires there are, by the protocol they speak. */
@Component
public class Wires {

    private final Map<String, Wire> byProtocol = new HashMap<>();

    public Wires(List<Wire> wires) {
        for (Wire wire : wires) {
            for (String protocol : wire.protocols()) {
                if (byProtocol.putIfAbsent(protocol, wire) != null) {
                    throw new IllegalStateException(protocol + " is spoken by two wires");
                }
            }
        }
    }

    public Set<String> protocols() {
        return Set.copyOf(byProtocol.keySet());
    }

    /** The wire of a manifest that was accepted, so there is one. */
    public Wire of(String protocol) {
        Wire wire = byProtocol.get(protocol);
        if (wire == null) {
            throw new IllegalArgumentException("nothing here speaks " + protocol);
        }
        return wire;
    }
}
