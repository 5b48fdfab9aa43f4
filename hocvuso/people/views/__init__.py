"""Pages of people, by subject: sign_in, second_factor, invitations, team, persons, doubles, consents, rights."""
