/** The sample city's people, brought in through the platform's own import. */
@NullMarked
package io.communitycloud.launcher.city;

import org.jspecify.annotations.NullMarked;
