package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/check"
)

// forecastOf is the forecast of the period, from the file that --forecast names or made
// anew.
func forecastOf(c *cli.Context, in plan.Input, report forecast.Progress) (auto.Result, error) {
	name := c.String("forecast")
	if name == "" {
		return in.Forecast(c.Context, report)
	}
	f, err := open("forecast", name)
	if err != nil {
		return auto.Result{}, err
	}
	defer f.Close()
	volumes, err := result.ReadForecast(name, f, in.Calendar.Zone)
	if err != nil {
		return auto.Result{}, err
	}
	read := auto.Result{Volumes: volumes}
	for range volumes {
		read.Methods = append(read.Methods, "file")
	}
	return read, nil
}

// profilesOf is the demand on the planning grid.
func profilesOf(c *cli.Context, in plan.Input, report forecast.Progress) (auto.Result, []forecast.Profile, error) {
	r, err := forecastOf(c, in, report)
	if err != nil {
		return r, nil, err
	}
	profiles, err := in.Profile(r.Volumes)
	if err != nil && c.String("forecast") != "" {
		err = usage("--forecast %s: %v", c.String("forecast"), err)
	}
	return r, profiles, err
}

// requirementOf is the requirement, from the file that --requirement names or made anew,
// with the futures in which a roster is judged by it. Where only --requirement says what
// comes they are the workspace's own, if it forecasts the same.
func requirementOf(c *cli.Context, in plan.Input, report forecast.Progress) (r schedule.Requirement, futures []check.Future, found []schedule.Finding, err error) {
	var profiles []forecast.Profile
	name := c.String("requirement")
	if name == "" || c.String("forecast") != "" {
		if _, profiles, err = profilesOf(c, in, report); err == nil {
			futures, err = in.Futures(c.Context, profiles)
		}
	}
	switch {
	case err != nil:
	case name != "":
		if r, err = requirementFrom(name, in); err == nil && profiles == nil {
			futures, found, err = in.FuturesOf(c.Context, r, report)
		}
	default:
		r, found, err = in.Require(c.Context, profiles)
	}
	return r, futures, found, err
}

// requirementFrom reads a requirement of the period.
func requirementFrom(name string, in plan.Input) (schedule.Requirement, error) {
	f, err := open("requirement", name)
	if err != nil {
		return schedule.Requirement{}, err
	}
	defer f.Close()
	r, err := result.ReadRequirement(name, f, in.Calendar.Zone)
	if err == nil && (!r.Grid.Start.Equal(in.Period.Start) || r.Grid.N != in.Period.N || r.Grid.Step != in.Period.Step) {
		err = usage("--requirement %s: it covers %s to %s, the period is %s to %s (see --from and --weeks)", name,
			r.Grid.Start.Format("2006-01-02"), r.Grid.End().Format("2006-01-02"), in.Period.Start.Format("2006-01-02"), in.Period.End().Format("2006-01-02"))
	}
	return r, err
}

// rosterKind is what a roster that is read is for.
type rosterKind int

const (
	inHand     rosterKind = iota // it stands or is to be judged: somebody who is not in the team is a slip
	lockedRows                   // its shifts are kept: all of them where no column says which
	toldBefore                   // people had it: who is no longer in the team may be in it
)

// rosterOf reads the roster that a flag names: a file's or, but for locks, the published one.
func rosterOf(c *cli.Context, flag string, in plan.Input, kind rosterKind) (schedule.Roster, error) {
	if c.String(flag) == "published" && kind != lockedRows {
		return in.Assume(in.Base), wholly(flag, in)
	}
	return rosterAt(c, flag, c.String(flag), in, kind)
}

func rosterAt(c *cli.Context, flag, name string, in plan.Input, kind rosterKind) (schedule.Roster, error) {
	f, err := open(flag, name)
	if err != nil {
		return schedule.Roster{}, err
	}
	defer f.Close()
	r, err := tableOrBook(c, name, f, in, kind)
	if err != nil {
		return r, err
	}
	if err := ofTeam(flag, name, in, r, kind); err != nil {
		return r, err
	}
	if err := ofPeriod(flag, name, in, r); err != nil {
		return r, err
	}
	r.Shifts = in.Team.Recognised(r.Shifts)
	return in.Assume(r), nil
}

// ofTeam refuses a roster of people who are not in the team: of any, or where somebody may
// have left since, of nobody who is.
func ofTeam(flag, name string, in plan.Input, r schedule.Roster, kind rosterKind) error {
	team := agentsOf(in)
	var strangers []string
	ours := false
	for _, s := range r.Shifts {
		switch {
		case slices.Contains(team, s.Agent):
			ours = true
		case !slices.Contains(strangers, s.Agent):
			strangers = append(strangers, s.Agent)
		}
	}
	if len(strangers) == 0 || kind == toldBefore && ours {
		return nil
	}
	hint := ""
	if ours {
		hint = meant(strangers[0], team)
	}
	return usage("--%s %s: not in agents.csv: %s%s; expected a roster of this team: %s", flag, name, listed(strangers), hint, listed(team))
}

func agentsOf(in plan.Input) []string {
	var ids []string
	for _, a := range in.Team.Agents {
		ids = append(ids, a.ID)
	}
	return ids
}

// ofPeriod refuses a roster of another week, which would only look empty.
func ofPeriod(flag, name string, in plan.Input, r schedule.Roster) error {
	if len(r.Shifts) == 0 {
		return nil
	}
	first := r.Shifts[0].Start
	for _, s := range r.Shifts {
		if in.Period.Contains(s.Start) {
			return nil
		}
		if s.Start.Before(first) {
			first = s.Start
		}
	}
	day := calendar.DateOf(first.In(in.Calendar.Zone))
	return usage("--%s %s: its shifts begin on %s, outside the period %s to %s: expected a roster of the period; try --from %s", flag, name, day,
		in.Period.Start.Format("2006-01-02"), in.Period.End().Add(-1).Format("2006-01-02"), day)
}

// during runs a long call with progress shown.
func during[T any](sh shell, call func(forecast.Progress) (T, error)) (T, error) {
	report, stop := startProgress(sh)
	defer stop()
	return call(report)
}
