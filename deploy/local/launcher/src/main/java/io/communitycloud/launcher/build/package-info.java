/** From sources to something that starts fast: Maven, unpacked jars and start-up caches. */
@NullMarked
package io.communitycloud.launcher.build;

import org.jspecify.annotations.NullMarked;
