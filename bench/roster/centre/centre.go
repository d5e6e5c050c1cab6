// Package centre makes up contact centres to measure the roster optimiser on, and measures
// its rosters with code of its own.
//
// A centre has four queues, all open from 06:00 to 24:00: voice and chat must be met when
// contacts arrive, messaging is due within one open hour and email within eight. Two live
// and two deferrable queues are what blended duties mean in this house (an agent takes
// messages when nobody calls). Settings.Live makes three or four of them live, which is the
// harder problem: no work waits until somebody is free, and no duty holds more than one queue.
// Demand is in agents: shrinkage is none, everybody works at standard pace, and the curve
// of a live interval loses ContactsPerHour for each agent-hour below its mark and none
// above it, so that every agent-hour missing counts the same, live or not.
//
// The centre is a workspace: Generate writes the files that turno itself reads and loads
// them, so that what is measured here can be planned by hand with
//
//	turno roster --workspace DIR --weeks W --requirement DIR/requirement.csv --out results
package centre

import (
	"bytes"
	"fmt"
	"io/fs"
	"testing/fstest"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/roster"
)

// ContactsPerHour is the contacts that one agent serves in an hour, on every queue.
const ContactsPerHour = 10

// Bounds of a centre.
const (
	minAgents = 8
	maxAgents = 5000
	maxWeeks  = 12
	minLive   = 2

	queueCount = 4
)

// Settings say which centre to make. The same settings make the same centre.
type Settings struct {
	Agents   int           // 8 to 5000
	Weeks    int           // 1 to 12
	Seed     uint64        // who has which contract and skills, and how much each day differs
	Interval time.Duration // planning interval: 5m or 15m
	Live     int           // live queues of the four: 2 to 4
}

// Centre is a made-up contact centre.
type Centre struct {
	Files       fs.FS // the workspace with its requirement.csv
	Input       plan.Input
	Requirement schedule.Requirement

	queues []queue
}

// start is the first day of every centre, a Monday.
var start = calendar.Date{Year: 2026, Month: time.November, Day: 2}

// Generate makes the centre. Demand is 95 % of what the contracts offer at most, less all
// breaks, and is split over the queues as an even split of everybody's hours over their
// skills would serve it.
func Generate(s Settings) (*Centre, error) {
	switch {
	case s.Agents < minAgents || s.Agents > maxAgents:
		return nil, fmt.Errorf("%d agents, expected %d to %d", s.Agents, minAgents, maxAgents)
	case s.Weeks < 1 || s.Weeks > maxWeeks:
		return nil, fmt.Errorf("%d weeks, expected 1 to %d", s.Weeks, maxWeeks)
	case s.Interval != 5*time.Minute && s.Interval != 15*time.Minute:
		return nil, fmt.Errorf("interval %v, expected 5m or 15m", s.Interval)
	case s.Live < minLive || s.Live > queueCount:
		return nil, fmt.Errorf("%d live queues, expected %d to %d", s.Live, minLive, queueCount)
	}
	people := team(s)
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		return nil, err
	}
	grid, err := calendar.NewGrid(start.In(zone), start.Add(7*s.Weeks).In(zone), s.Interval)
	if err != nil {
		return nil, err
	}
	c := &Centre{queues: queues(s.Live)}
	c.Requirement = requirement(s, c.queues, people, grid)
	if c.Files, err = files(s, c.queues, people, c.Requirement); err != nil {
		return nil, err
	}
	c.Input, err = workspace.Load(c.Files, workspace.Options{Weeks: s.Weeks})
	return c, err
}

// Roster is the input of the optimiser.
func (c *Centre) Roster() roster.Input {
	return roster.Input{Calendar: c.Input.Calendar, Queues: c.Input.Queues, Team: c.Input.Team, Requirement: c.Requirement}
}

// files are the workspace.
func files(s Settings, queues []queue, people []person, r schedule.Requirement) (fs.FS, error) {
	var requirement bytes.Buffer
	if err := result.WriteRequirement(&requirement, r); err != nil {
		return nil, err
	}
	return fstest.MapFS{
		"turno.yaml":      {Data: settingsFile(s, queues), Mode: 0o644},
		"agents.csv":      {Data: agentsFile(queues, people), Mode: 0o644},
		"history.csv":     {Data: historyFile(queues, people), Mode: 0o644},
		"requirement.csv": {Data: requirement.Bytes(), Mode: 0o644},
	}, nil
}
