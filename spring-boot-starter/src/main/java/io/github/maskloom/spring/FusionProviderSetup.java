package io.github.maskloom.spring;

import io.github.maskloom.fusion.spi.ProviderConfig;

/**
 * A provider that {@link FusionClients} opens a client of. A bean of this type adds one.
 *
 * @param name by which {@code maskloom.fusion.provider} and {@link FusionClients#get} know it
 * @param config how it is set up
 */
public record FusionProviderSetup(String name, ProviderConfig config) {}
