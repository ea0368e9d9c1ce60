"""What a start leaves out, it leaves out for as long as it loads."""

import gc
import ssl

from bot.cli.loading import certificates_unread, collector_resting


def test_no_certificates_are_read_while_something_loads_and_all_of_them_afterwards() -> None:
    before = ssl.create_default_context().cert_store_stats()
    with certificates_unread():
        assert ssl.create_default_context().cert_store_stats()["x509"] == 0
    assert ssl.create_default_context().cert_store_stats() == before


def test_the_collector_rests_while_something_loads() -> None:
    with collector_resting():
        assert not gc.isenabled()
    assert gc.isenabled()
