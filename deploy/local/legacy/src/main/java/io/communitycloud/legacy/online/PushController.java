package io.communitycloud.legacy.online;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Lets a system push when somebody says so; as everything here it listens on the loopback only. */
@RestController
class PushController {

    private static final int MOST = 2_000;

    private final PushingGridEvents events;

    PushController(PushingGridEvents events) {
        this.events = events;
    }

    @PostMapping("/control/systems/PLC-01/pushes")
    PushingGridEvents.Pushed push(@RequestBody Push wish) throws InterruptedException {
        if (wish.events() < 1 || wish.events() > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "1 to " + MOST + " events");
        }
        try {
            return events.push(wish.batch(), wish.grid(), wish.events());
        } catch (IOException | IllegalArgumentException nobodyThere) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "nobody takes the push", nobodyThere);
        }
    }

    record Push(String batch, String grid, int events) {}
}
