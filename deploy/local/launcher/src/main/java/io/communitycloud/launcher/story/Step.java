package io.communitycloud.launcher.story;

import java.util.List;

/**
 * One of the story's steps.
 *
 * @param number its place in the story, from 1
 * @param title what it is about
 */
record Step(int number, String title, List<Scene> scenes) {

    Step {
        scenes = List.copyOf(scenes);
    }

    static Step of(int number, String title, Scene... scenes) {
        return new Step(number, title, List.of(scenes));
    }
}
