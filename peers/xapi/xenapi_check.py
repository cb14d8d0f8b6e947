"""A demo pool, checked with the Python package XenAPI: log in, list, start a machine and wait, events, log out.

Usage: python xenapi_check.py URL USER PASSWORD
Prints a line that begins with "ok" for each check, or fails.
"""

import ssl
import sys
import time

import XenAPI


def ok(text):
    print("ok " + text)


def wait_for(session, task):
    deadline = time.monotonic() + 60
    while session.xenapi.task.get_status(task) == "pending":
        assert time.monotonic() < deadline, "the task does not end"
        time.sleep(0.1)
    status = session.xenapi.task.get_status(task)
    assert status == "success", session.xenapi.task.get_error_info(task)
    result = session.xenapi.task.get_result(task)
    session.xenapi.task.destroy(task)
    return result


def main(url, user, password):
    session = XenAPI.Session(url, ignore_ssl=True)
    session.xenapi.login_with_password(user, password, "1.0", "peer check")
    ok("log in")

    (pool,) = session.xenapi.pool.get_all()
    host = session.xenapi.pool.get_master(pool)
    assert session.xenapi.host.get_API_version_major(host) == "2", "integers travel as text"
    ok("pool and coordinator")

    machines = {
        ref: record
        for ref, record in session.xenapi.VM.get_all_records().items()
        if not record["is_a_template"] and not record["is_control_domain"]
    }
    assert len(machines) >= 20
    ok("%d machines" % len(machines))

    vm = next(ref for ref, record in machines.items() if record["power_state"] == "Halted")
    token = session.xenapi.event_from(["VM"], "", 0.0)["token"]
    wait_for(session, session.xenapi.Async.VM.start(vm, False, False))
    assert session.xenapi.VM.get_power_state(vm) == "Running"
    ok("start and wait")

    batch = session.xenapi.event_from(["vm"], token, 5.0)
    mine = [event for event in batch["events"] if event["ref"] == vm]
    assert mine[0]["operation"] == "mod" and mine[0]["snapshot"]["power_state"] == "Running"
    assert isinstance(batch["valid_ref_counts"]["vm"], int), "counts travel with a type"
    ok("events")

    result = wait_for(session, session.xenapi.Async.VM.snapshot(vm, "by a peer"))
    snapshot = result.replace("<value>", "").replace("</value>", "")
    assert session.xenapi.VM.get_snapshot_of(snapshot) == vm
    ok("snapshot")

    try:
        session.xenapi.VM.start(vm, False, False)
        raise AssertionError("a running machine was started")
    except XenAPI.Failure as failure:
        assert failure.details[0] == "VM_BAD_POWER_STATE", failure.details
    ok("failure")

    session.xenapi.VM.hard_shutdown(vm)
    assert session.xenapi.VM.get_power_state(vm) == "Halted"
    ok("shut down")

    started = session.xenapi.host_metrics.get_last_updated(session.xenapi.host.get_metrics(host))
    assert "T" in str(started)
    ok("dates")

    session.xenapi.session.logout()
    ok("log out")


if __name__ == "__main__":
    ssl._create_default_https_context = ssl._create_unverified_context
    main(*sys.argv[1:4])
