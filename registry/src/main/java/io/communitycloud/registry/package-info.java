/** The list of running instances, open only to those who hold the registry's credentials. */
@NullMarked
package io.communitycloud.registry;

import org.jspecify.annotations.NullMarked;
