/** One screen about one person, composed of what the services and the legacy systems know. */
@NullMarked
package io.communitycloud.edge.dossier;

import org.jspecify.annotations.NullMarked;
