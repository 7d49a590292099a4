/** The one door of a laptop: commands that bring the platform up, show it, try it and take it down. */
@NullMarked
package io.communitycloud.launcher;

import org.jspecify.annotations.NullMarked;
