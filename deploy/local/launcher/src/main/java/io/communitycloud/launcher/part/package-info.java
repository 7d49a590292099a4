/** The platform's parts on this machine: what they are, where they listen and how they are doing. */
@NullMarked
package io.communitycloud.launcher.part;

import org.jspecify.annotations.NullMarked;
