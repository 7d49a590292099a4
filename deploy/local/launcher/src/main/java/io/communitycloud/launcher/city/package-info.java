/** The sample city: its people, brought in through the platform's own import, and its teams. */
@NullMarked
package io.communitycloud.launcher.city;

import org.jspecify.annotations.NullMarked;
