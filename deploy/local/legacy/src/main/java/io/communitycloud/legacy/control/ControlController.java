package io.communitycloud.legacy.control;

import io.communitycloud.legacy.catalogue.Catalogue;
import io.communitycloud.legacy.catalogue.SystemProfile;
import io.communitycloud.legacy.control.LastRequests.Recorded;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Switches the stand-ins; it listens on the loopback only, as everything here does. */
@RestController
@RequestMapping("/control")
class ControlController {

    private static final String ALL = "all";

    private final Catalogue catalogue;
    private final Modes modes;
    private final StandInClock clock;
    private final Faults faults;
    private final LastRequests requests;

    ControlController(Catalogue catalogue, Modes modes, StandInClock clock, Faults faults, LastRequests requests) {
        this.catalogue = catalogue;
        this.modes = modes;
        this.clock = clock;
        this.faults = faults;
        this.requests = requests;
    }

    @GetMapping("/systems")
    List<SystemState> systems() {
        return catalogue.all().stream().map(this::state).toList();
    }

    @PutMapping("/systems/{id}")
    List<SystemState> change(@PathVariable String id, @RequestBody Switch wish) {
        Mode mode = Mode.of(wish.mode())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "no mode " + wish.mode()));
        Set<String> except = wish.except() == null ? Set.of() : Set.copyOf(wish.except());
        except.forEach(this::known);
        List<String> ids = id.equals(ALL)
                ? catalogue.all().stream().map(SystemProfile::id).toList()
                : List.of(known(id).id());
        modes.set(ids, mode, except);
        return systems();
    }

    @GetMapping("/systems/{id}/last-request")
    Recorded lastRequest(@PathVariable String id) {
        return requests.of(known(id).id())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, id + " was not asked yet"));
    }

    @GetMapping("/clock")
    Time time() {
        return new Time(clock.now());
    }

    @PutMapping("/clock")
    Time setTime(@RequestBody Time time) {
        clock.set(time.at());
        return time();
    }

    @DeleteMapping("/clock")
    Time resetTime() {
        clock.reset();
        return time();
    }

    @PutMapping("/faults")
    FaultSwitch faults(@RequestBody FaultSwitch wish) {
        faults.turn(wish.on());
        return new FaultSwitch(faults.isOn());
    }

    private SystemState state(SystemProfile system) {
        return new SystemState(
                system.id(), system.name(), modes.given(system.id()).word(), system.isOpenAt(clock.now()));
    }

    private SystemProfile known(String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no system " + id));
    }

    record Switch(String mode, @Nullable List<String> except) {}

    record SystemState(String id, String name, String mode, boolean open) {}

    record Time(LocalDateTime at) {}

    record FaultSwitch(boolean on) {}
}
